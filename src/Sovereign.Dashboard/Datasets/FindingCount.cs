namespace Sovereign.Dashboard.Datasets;

/// <summary>How many findings of one rule speak of one column.</summary>
/// <param name="Column">Column name; empty for findings of whole rows and of the file.</param>
public sealed record FindingCount(string Tier, string Code, string Column, long Findings);
