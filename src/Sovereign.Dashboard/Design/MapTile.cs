namespace Sovereign.Dashboard.Design;

/// <summary>One country on a <see cref="TileMap"/>.</summary>
/// <param name="Code">Three letters, printed on the tile.</param>
/// <param name="Name">The country's name.</param>
/// <param name="Region">Where the tile is placed.</param>
/// <param name="Value">In the map's unit; null where there is no figure.</param>
/// <param name="ValueText">The value as printed, with its unit.</param>
/// <param name="Note">Period and status in words: "2024, estimated".</param>
/// <param name="Small">The year and status letter printed on the tile where they are not the map's own: "’23 E".</param>
/// <param name="Estimated">Hatched over its colour.</param>
/// <param name="Emphasised">The country the portal speaks of.</param>
/// <param name="Href">Where the tile leads.</param>
/// <param name="Mark">What a machine may read off the value.</param>
public sealed record MapTile(
    string Code, string Name, string Region, double? Value, string? ValueText, string? Note, string? Small, bool Estimated, bool Emphasised, string Href,
    ValueMark? Mark);
