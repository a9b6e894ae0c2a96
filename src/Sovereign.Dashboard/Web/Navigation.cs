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
        new("Data", "/data"),
        new("Work", "/work", Permission: "datasets.drafts"),
        new("Audit", "/audit", Permission: "audit.read"),
    ];

    /// <summary>The item whose part of the site <paramref name="path"/> lies in, or null.</summary>
    public static NavigationItem? At(PathString path) =>
        Items.FirstOrDefault(item => item.Href == "/" ? path.Value is null or "" or "/" : path.StartsWithSegments(item.Href));
}
