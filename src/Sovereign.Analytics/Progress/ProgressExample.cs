namespace Sovereign.Analytics.Progress;

/// <summary>A made-up case on which a single score misleads.</summary>
/// <param name="Title">What the case is.</param>
/// <param name="Facts">Its numbers in a sentence.</param>
/// <param name="Score">What a widely used score answers, with its number.</param>
/// <param name="Lesson">What should be heard instead.</param>
/// <param name="Series">The series by name; more than one where the case has several.</param>
public sealed record ProgressExample(string Title, string Facts, string Score, string Lesson, IReadOnlyList<ProgressExample.Entry> Series)
{
    /// <summary>What the methods say of each series.</summary>
    public ProgressSummary Summary => new([.. Series.Select(entry => new ProgressSummary.Entry(entry.Name, ProgressJudgement.Of(entry.Case)))]);

    /// <summary>One series of a case.</summary>
    public sealed record Entry(string Name, ProgressCase Case);
}
