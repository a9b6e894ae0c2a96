using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Addresses of published figures as files.</summary>
public static class DataLinks
{
    /// <summary>The figures as JSON.</summary>
    public static string Json(string? indicator = null, string? country = null, string? definition = null, string? asOf = null, string? dataset = null) =>
        Address.Of("/api/v1/observations", Query(indicator, country, definition, asOf, dataset));

    /// <summary>The same figures as CSV.</summary>
    public static string Csv(string? indicator = null, string? country = null, string? definition = null, string? asOf = null, string? dataset = null) =>
        Address.Of("/api/v1/observations", [.. Query(indicator, country, definition, asOf, dataset), ("format", "csv")]);

    private static (string Name, string? Value)[] Query(string? indicator, string? country, string? definition, string? asOf, string? dataset) =>
        [("indicator", indicator), ("country", country), ("definition", definition), ("dataset", dataset), ("asOf", asOf)];
}
