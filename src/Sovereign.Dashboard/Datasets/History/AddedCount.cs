namespace Sovereign.Dashboard.Datasets.History;

/// <summary>How many observations of an indicator and country an edition added, and the years of the first and last.</summary>
public sealed record AddedCount(string Indicator, string Country, long Figures, int FirstYear, int LastYear);
