namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>A name in a column of countries that is none the portal knows.</summary>
/// <param name="Name">As in the file.</param>
/// <param name="Rows">How many rows hold it.</param>
/// <param name="Suggestion">Alpha-3 code of the country whose name is nearest; null when none is near.</param>
public sealed record UnknownName(string Name, long Rows, string? Suggestion);
