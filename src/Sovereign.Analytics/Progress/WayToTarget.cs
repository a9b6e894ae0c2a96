using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Progress;

/// <summary>The base of a target and the latest figure up to the period in which it is due.</summary>
/// <param name="Target">The target.</param>
/// <param name="Base">The figure it is counted from.</param>
/// <param name="Now">The latest figure after it, not later than the target is due.</param>
internal sealed record WayToTarget(ProgressTarget Target, TimedEstimate Base, TimedEstimate Now)
{
    public double ShareOfTime => Target.ShareOfTime(Now.Period);

    public ProgressSpan Span => new(Base.Period, Base.Estimate, Now.Period, Now.Estimate);

    /// <summary>Finds the two figures.</summary>
    /// <returns>The way, or why there is none.</returns>
    public static (WayToTarget? Way, Reason? Reason) Of(ProgressCase asked)
    {
        if (asked.Target is not { } target)
            return (null, new(Reason.NoTarget, "No target is set."));
        var start = asked.Own.Where(point => point.Period == target.From).ToArray();
        if (start.Length == 0)
            return (null, new(Reason.NoBaseFigure, $"The series has no figure of {target.From}, from which the target is counted."));
        var since = asked.Own.Where(point => target.ShareOfTime(point.Period) is > 0 and <= 1).ToArray();
        if (since.Length == 0)
            return (null, new(Reason.ShortSeries, $"The series has no figure after {target.From} and up to {target.Due}."));
        // Where the base may already be at the target there is no way to cover, and a share of it would be noise.
        return asked.IsBetter(target.Value - start[0].Estimate.Central) && !start[0].Estimate.Contains(target.Value)
            ? (new(target, start[0], since[^1]), null)
            : (null, new(Reason.TargetNotBetter, $"The target is not better than the figure of {target.From}, so that there is no way to cover."));
    }

    /// <summary>The answer that a method's number gives, which is larger the further the country has come.</summary>
    public ProgressAnswer Answer(ProgressMethod method, ProgressCase asked, Estimate value, double pace) =>
        new(method, Judge(asked, value, pace), value, pace, Span, null);

    private ProgressVerdict Judge(ProgressCase asked, Estimate value, double pace)
    {
        if (Now.Estimate.Central == Target.Value || asked.IsBetter(Now.Estimate.Central - Target.Value))
            return ProgressVerdict.Reached;
        if (value.Contains(pace))
            return ProgressVerdict.OnPace;
        return value.Central > pace ? ProgressVerdict.AheadOfPace : ProgressVerdict.BehindPace;
    }
}
