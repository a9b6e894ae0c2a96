namespace Sovereign.Dashboard.Web;

/// <summary>One word of the menu.</summary>
/// <param name="Title">The word.</param>
/// <param name="Href">The page it leads to.</param>
/// <param name="SignedInOnly">Whether only people who are signed in see it. What a person may not use is absent, never greyed out.</param>
public sealed record NavigationItem(string Title, string Href, bool SignedInOnly = false);
