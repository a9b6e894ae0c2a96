using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Progress;

/// <summary>The share of the way from the base to the target, against the share of the time: the pace of a straight line.</summary>
public static class DistanceCovered
{
    public static readonly ProgressMethod Method = new(
        Code: "distance-covered",
        Title: "Distance covered",
        Question: "How much of the way is behind us?",
        Formula: "(latest figure − base) ÷ (target − base), against years since the base ÷ years from the base to the target",
        Measure: "The share of the way from the base to the target; on a straight line it equals the share of the time.",
        Limits:
            "A straight line is a convention. What grows by compounding lies below it for most of the way and may still arrive in time; what was easy at "
            + "first lies above it and may not. It needs a target, and says nothing of whether the target is worth reaching.",
        Answer: Answer);

    private static ProgressAnswer Answer(ProgressCase asked)
    {
        var (found, reason) = WayToTarget.Of(asked);
        if (found is not { } way)
            return ProgressAnswer.Without(Method, reason);
        var (start, now, goal) = (way.Base.Estimate, way.Now.Estimate, way.Target.Value);
        var share = Estimate.OneAtATime(
            Share(start.Central, now.Central, goal),
            (Share(start.Low, now.Central, goal), Share(start.High, now.Central, goal)),
            (Share(start.Central, now.Low, goal), Share(start.Central, now.High, goal)));
        return way.Answer(Method, asked, share, way.ShareOfTime);
    }

    private static double Share(double start, double now, double goal) => (now - start) / (goal - start);
}
