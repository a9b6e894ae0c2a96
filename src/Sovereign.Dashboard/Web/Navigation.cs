namespace Sovereign.Dashboard.Web;

/// <summary>The menu: only pages that exist, in the order a reader meets them.</summary>
public static class Navigation
{
    public static IReadOnlyList<NavigationItem> Items { get; } =
    [
        new("Overview", "/"),
        new("Countries", "/countries"),
        new("Indicators", "/indicators"),
        new("Compare", "/compare"),
        new("Telemetry", "/telemetry"),
        new("Data", "/data"),
        new("Work", "/work", Permission: "datasets.drafts"),
        new("Engines", "/work/engines", Permission: "engines.manage"),
        new("Audit", "/audit", Permission: "audit.read"),
    ];

    /// <summary>The item whose part of the site <paramref name="path"/> lies in, or null.</summary>
    public static NavigationItem? At(PathString path) =>
        Items.Where(item => item.Href == "/" ? path.Value is null or "" or "/" : path.StartsWithSegments(item.Href)).MaxBy(item => item.Href.Length);
}
