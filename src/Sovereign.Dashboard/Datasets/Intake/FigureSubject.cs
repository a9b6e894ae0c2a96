namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>What a warning speaks of, written with codes: the same in every upload of a dataset, whatever the ids and lines.</summary>
internal static class FigureSubject
{
    /// <summary>One observation: <c>datacenter-power/IND/2024/it-load/territory/iea</c>. The definition is empty where the indicator has none.</summary>
    public static string Of(string indicator, string country, string period, string definition, string control, string source) =>
        $"{indicator}/{country}/{period}/{definition}/{control}/{source}";

    /// <summary>One series over all countries: <c>datacenter-power/it-load/territory/iea</c>.</summary>
    public static string OfSeries(string indicator, string definition, string control, string source) => $"{indicator}/{definition}/{control}/{source}";
}
