namespace Sovereign.Analytics.Progress;

/// <summary>
/// Several series of one subject, each judged for itself. The summary is the list: one that fails is named, however well the others do.
/// </summary>
/// <param name="Entries">The series by name, in the order given.</param>
public sealed record ProgressSummary(IReadOnlyList<ProgressSummary.Entry> Entries)
{
    /// <summary>The series whose headline points back, in the order given.</summary>
    public IReadOnlyList<Entry> Failing => [.. Entries.Where(entry => entry.Judgement.Headline.Bearing == ProgressBearing.Back)];

    /// <summary>"One of 2 fails: exports (worsening)."</summary>
    public string Sentence => Failing.Count switch
    {
        0 when Entries.All(entry => entry.Judgement.Headline.Bearing == ProgressBearing.Forward) => $"None of {Entries.Count} fails.",
        0 => $"None of {Entries.Count} is known to fail; no verdict, or none that can be told from no change: {Listed(Undecided)}.",
        var failing => $"{failing} of {Entries.Count} {(failing == 1 ? "fails" : "fail")}: {Listed(Failing)}.",
    };

    private IEnumerable<Entry> Undecided => Entries.Where(entry => entry.Judgement.Headline.Bearing == ProgressBearing.None);

    private static string Listed(IEnumerable<Entry> entries) =>
        string.Join("; ", entries.Select(entry => $"{entry.Name} ({entry.Judgement.Headline.Verdict.Words()})"));

    /// <summary>One series.</summary>
    /// <param name="Name">What it is called inside a sentence.</param>
    /// <param name="Judgement">What the methods say of it.</param>
    public sealed record Entry(string Name, ProgressJudgement Judgement);
}
