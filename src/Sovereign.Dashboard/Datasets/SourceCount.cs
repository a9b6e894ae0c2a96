namespace Sovereign.Dashboard.Datasets;

/// <summary>How many rows of a dataset one source has.</summary>
public sealed record SourceCount(Source Source, long Rows);
