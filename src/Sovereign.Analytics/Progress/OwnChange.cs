using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Progress;

/// <summary>How the country's own figure moved between the first and the last period of its series.</summary>
public static class OwnChange
{
    public static readonly ProgressMethod Method = new(
        Code: "own-change",
        Title: "Own change",
        Question: "Does the figure move the good way?",
        Formula: "(last figure ÷ first figure) ^ (1 ÷ years between them)",
        Measure: "The factor by which the country's figure changes in a year: 1.02 grows by 2 % a year, 0.98 falls by 2 % a year.",
        Limits:
            "It does not know what others do: a figure that grows while the frontier multiplies is an improvement here and a widening gap there. "
            + "Between figures that are not both positive there is no growth; the verdict then rests on their difference.",
        Answer: Answer);

    /// <summary>The factor by which the figure changed in a year; null where the figures are not both positive.</summary>
    internal static Estimate? Factor(ProgressSpan span) =>
        span.Before.IsPositive && span.After.IsPositive ? Estimate.Pow(span.After / span.Before, 1 / span.Years) : null;

    private static ProgressAnswer Answer(ProgressCase asked)
    {
        if (asked.Own.Count < SeriesSelection.FewestPoints)
            return ProgressAnswer.Without(Method, Reason.ShortSeries, "The country's series has fewer than two periods.");
        var (first, last) = (asked.Own[0], asked.Own[^1]);
        var span = new ProgressSpan(first.Period, first.Estimate, last.Period, last.Estimate);
        return Factor(span) is { } factor
            ? new(Method, Judge(asked, span, isDistinct: !factor.Contains(1)), factor, 1, span, null)
            : new(
                Method, Judge(asked, span, isDistinct: !(span.After - span.Before).Contains(0)), null, 1, span,
                new(Reason.NotPositive, "Growth is defined between positive figures; the verdict rests on the difference."));
    }

    private static ProgressVerdict Judge(ProgressCase asked, ProgressSpan span, bool isDistinct)
    {
        var move = span.After.Central - span.Before.Central;
        if (move == 0)
            return ProgressVerdict.Steady;
        if (!isDistinct)
            return ProgressVerdict.NotDistinguishable;
        return asked.IsBetter(move) ? ProgressVerdict.Improving : ProgressVerdict.Worsening;
    }
}
