namespace Sovereign.Dashboard.Gap.Worldview;

/// <summary>One outline of a map.</summary>
/// <param name="Country">Alpha-3 code; null for what has no code in ISO 3166-1.</param>
/// <param name="Name">As the map calls it.</param>
/// <param name="Path">For the <c>d</c> of an SVG path, in a box of <see cref="WorldOutlines.Width"/> by <see cref="WorldOutlines.Height"/>.</param>
public sealed record WorldOutline(string? Country, string Name, string Path);
