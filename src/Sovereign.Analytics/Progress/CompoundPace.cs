using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Progress;

/// <summary>The growth a year achieved since the base, against the growth a year that leads from the base to the target.</summary>
public static class CompoundPace
{
    public static readonly ProgressMethod Method = new(
        Code: "compound-pace",
        Title: "Compound pace",
        Question: "Do we grow as fast as the target asks?",
        Formula: "((latest figure ÷ base) ^ (1 ÷ years since the base) − 1) ÷ ((target ÷ base) ^ (1 ÷ years from the base to the target) − 1)",
        Measure: "Growth achieved by growth required: 1 is exactly on pace, where growth compounds.",
        Limits:
            "Growth early on counts for more than the distance it covers, and most of the way is left to the last years. Between figures that are not all "
            + "positive it is not defined: a target of zero is never replaced by a small number, which would only decide the verdict by its choice.",
        Answer: Answer);

    private static ProgressAnswer Answer(ProgressCase asked)
    {
        var (found, reason) = WayToTarget.Of(asked);
        if (found is not { } way)
            return ProgressAnswer.Without(Method, reason);
        var (start, now, goal) = (way.Base.Estimate, way.Now.Estimate, way.Target.Value);
        if (!start.IsPositive || !now.IsPositive || goal <= 0)
        {
            return ProgressAnswer.Without(
                Method,
                new(Reason.NotPositive, goal == 0
                    ? "Compound growth never arrives at zero: the method is not defined for this target."
                    : "Compound growth is defined between positive figures, and one of these is not."),
                way.Span);
        }

        var ratio = Estimate.OneAtATime(
            Ratio(start.Central, now.Central),
            (Ratio(start.Low, now.Central), Ratio(start.High, now.Central)),
            (Ratio(start.Central, now.Low), Ratio(start.Central, now.High)));
        return way.Answer(Method, asked, ratio, 1);

        double Ratio(double from, double to) =>
            Growth(from, to, way.Span.Years) / Growth(from, goal, way.Target.Due.YearsAfter(way.Target.From));
    }

    private static double Growth(double from, double to, double years) => Math.Pow(to / from, 1 / years) - 1;
}
