namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>That a draft was sent back to its uploader.</summary>
/// <param name="By">Pseudonym of who did.</param>
/// <param name="At">When.</param>
/// <param name="Comment">What is to be mended.</param>
public sealed record ReturnedDraft(string By, DateTimeOffset At, string Comment);
