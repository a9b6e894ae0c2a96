namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>What explaining did.</summary>
/// <param name="Explained">Warnings of the version that the call gave a reason, or another one.</param>
/// <param name="Unexplained">Warnings of the version that still have none.</param>
public sealed record ExplainedFindings(long Explained, long Unexplained);
