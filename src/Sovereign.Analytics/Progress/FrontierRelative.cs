using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Progress;

/// <summary>
/// How the ratio to the frontier moved. The ratio is frontier by country, or country by frontier where less is better, so that more than 1 is always
/// behind. It is taken in the first and in the last period that both series have.
/// </summary>
public static class FrontierRelative
{
    public static readonly ProgressMethod Method = new(
        Code: "frontier-relative",
        Title: "Against the frontier",
        Question: "Is the gap closing?",
        Formula: "(ratio in the last common period ÷ ratio in the first) ^ (1 ÷ years between them); the ratio is frontier ÷ country, and country ÷ frontier where less is better",
        Measure: "The factor by which the ratio to the frontier changes in a year: below 1 the gap closes, above 1 it widens.",
        Limits:
            "It rests on the first and the last common period alone: what happened between them, and why, it does not say. A gap also closes when the "
            + "frontier falls back. The four figures are taken as independent, so that errors which both countries' figures share make the interval too wide.",
        Answer: Answer);

    private static ProgressAnswer Answer(ProgressCase asked)
    {
        if (asked.Frontier.Count == 0)
            return ProgressAnswer.Without(Method, Reason.NoReferenceFigure, "There is no series to compare with.");
        var common = asked.Own.Join(asked.Frontier, own => own.Period, theirs => theirs.Period, (own, theirs) => (Own: own, Theirs: theirs)).ToArray();
        if (common.Length < SeriesSelection.FewestPoints)
            return ProgressAnswer.Without(Method, Reason.ShortSeries, "The two series have fewer than two periods in common.");

        var (first, last) = (common[0], common[^1]);
        if (!IsPositive(first) || !IsPositive(last))
        {
            return ProgressAnswer.Without(
                Method, Reason.NotPositive, "A ratio is formed of positive figures, and one of these is zero or less, or not to be told from zero.");
        }
        var span = new ProgressSpan(first.Own.Period, Ratio(asked.Better, first), last.Own.Period, Ratio(asked.Better, last));
        var change = span.After / span.Before;
        return new(Method, Judge(span, change), Estimate.Pow(change, 1 / span.Years), 1, span, null);
    }

    private static ProgressVerdict Judge(ProgressSpan span, Estimate change) => (span.Before.Central, span.After.Central) switch
    {
        var (before, after) when before == after => ProgressVerdict.Steady,
        _ when change.Contains(1) => ProgressVerdict.NotDistinguishable,
        var (before, after) when after < before => before > 1 ? ProgressVerdict.Closing : ProgressVerdict.LeadGrowing,
        var (_, after) => after > 1 ? ProgressVerdict.Widening : ProgressVerdict.LeadShrinking,
    };

    private static Estimate Ratio(Direction better, (TimedEstimate Own, TimedEstimate Theirs) at) =>
        better == Direction.Higher ? at.Theirs.Estimate / at.Own.Estimate : at.Own.Estimate / at.Theirs.Estimate;

    private static bool IsPositive((TimedEstimate Own, TimedEstimate Theirs) at) => at.Own.Estimate.IsPositive && at.Theirs.Estimate.IsPositive;
}
