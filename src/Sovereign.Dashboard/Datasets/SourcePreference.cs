namespace Sovereign.Dashboard.Datasets;

/// <summary>The stated choice among several sources of one figure.</summary>
/// <param name="Rank">1 is used first.</param>
/// <param name="Reason">Why, in one sentence, printed beside the figure.</param>
public sealed record SourcePreference(string Indicator, string Definition, string Source, int Rank, string Reason);
