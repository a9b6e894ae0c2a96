namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>Why a figure that stands out is right all the same.</summary>
/// <param name="ReasonCode">One of <see cref="ReasonCodes"/>.</param>
/// <param name="Reason">In words.</param>
/// <param name="By">Pseudonym of who said so.</param>
/// <param name="At">When.</param>
public sealed record Explanation(string ReasonCode, string Reason, string By, DateTimeOffset At);
