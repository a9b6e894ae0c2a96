using Sovereign.Analytics.Observations;

namespace Sovereign.Analytics.Progress;

/// <summary>What all methods say of one case, side by side. There is no score: where they disagree, that is the finding.</summary>
/// <param name="Answers">One per method, in the order of <see cref="ProgressMethods"/>.</param>
public sealed record ProgressJudgement(IReadOnlyList<ProgressAnswer> Answers)
{
    /// <summary>What is said first: the answer against the frontier, and where it has none the first method that has a verdict.</summary>
    public ProgressAnswer Headline => Answers.FirstOrDefault(answer => answer.Verdict != ProgressVerdict.NoVerdict) ?? Answers[0];

    /// <summary>Whether the verdict of one method points forward and that of another back.</summary>
    public bool Disagrees => Pointing(ProgressBearing.Forward).Length > 0 && Pointing(ProgressBearing.Back).Length > 0;

    /// <summary>Who says what, where the methods disagree; null where they do not.</summary>
    public string? Disagreement => Disagrees
        ? $"The methods disagree. For the better: {Listed(ProgressBearing.Forward)}. For the worse: {Listed(ProgressBearing.Back)}."
        : null;

    /// <summary>Asks every method.</summary>
    public static ProgressJudgement Of(ProgressCase asked) => new([.. ProgressMethods.All.Select(method => Ask(method, asked))]);

    public ProgressAnswer By(ProgressMethod method) => Answers.First(answer => answer.Method == method);

    private static ProgressAnswer Ask(ProgressMethod method, ProgressCase asked)
    {
        try
        {
            return method.Answer(asked);
        }
        catch (ArithmeticException)
        {
            return ProgressAnswer.Without(method, Reason.OutOfRange, "The figures are too far apart for the number to be computed.");
        }
    }

    private ProgressAnswer[] Pointing(ProgressBearing bearing) => [.. Answers.Where(answer => answer.Bearing == bearing)];

    private string Listed(ProgressBearing bearing) => string.Join(
        "; ", Pointing(bearing).Select(answer => $"{answer.Method.Title.ToLowerInvariant()} ({answer.Verdict.Words()})"));
}
