namespace Sovereign.Dashboard.Datasets;

/// <summary>How many figures one source has of one indicator and country, in one dataset, and the years of the first and last.</summary>
public sealed record FigureCount(string Indicator, string Country, string Source, string Dataset, long Figures, int FirstYear, int LastYear);
