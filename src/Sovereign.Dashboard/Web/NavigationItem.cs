namespace Sovereign.Dashboard.Web;

/// <summary>One word of the menu.</summary>
/// <param name="Title">The word.</param>
/// <param name="Href">The page it leads to.</param>
/// <param name="Permission">What a person needs to see it; null for everyone. What a person may not use is absent, never greyed out.</param>
public sealed record NavigationItem(string Title, string Href, string? Permission = null);
