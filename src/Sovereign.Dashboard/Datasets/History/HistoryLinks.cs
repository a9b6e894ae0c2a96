using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets.History;

/// <summary>Addresses of histories and releases.</summary>
public static class HistoryLinks
{
    /// <summary>Everything that was ever published in place of a figure.</summary>
    public static string Of(PublishedObservation figure, string? asOf) => Address.Of(
        $"/indicators/{figure.Indicator}/history",
        ("country", figure.Country), ("definition", figure.Definition), ("control", figure.Control), ("source", figure.Source), ("period", figure.Period.Code), ("asOf", asOf));

    /// <summary>What an edition changed.</summary>
    public static string Release(int edition) => $"/releases/{edition}";
}
