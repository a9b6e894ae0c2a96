namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>A reason for one warning, or for all warnings of a kind that have none yet.</summary>
/// <param name="Code">Which rule found it; null means every rule.</param>
/// <param name="Row">Line in the file as received; 0 speaks of the whole file. Null means all warnings that have no reason yet.</param>
/// <param name="Column">Narrows to one column; null means any.</param>
/// <param name="ReasonCode">One of <see cref="ReasonCodes"/>; null means <see cref="ReasonCodes.Other"/>.</param>
/// <param name="Reason">In words.</param>
public sealed record ExplainRequest(string? Code, long? Row, string? Column, string? ReasonCode, string? Reason)
{
    /// <summary>Longest reason, in characters.</summary>
    public const int LongestReason = 1000;
}
