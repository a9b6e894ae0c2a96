using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Progress;

/// <summary>What one method says of one case.</summary>
/// <param name="Method">The method.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Value">The method's number with its 90 % interval, without unit; what it means says <see cref="ProgressMethod.Measure"/>. Null where it is not defined.</param>
/// <param name="Pace">What the number would be exactly on pace, or without any move: 1 for factors, the share of the time for the distance covered.</param>
/// <param name="Span">The two periods it rests on, with what stood there; null where there are none.</param>
/// <param name="Reason">Why there is no verdict or no number; null when there are both.</param>
public sealed record ProgressAnswer(
    ProgressMethod Method, ProgressVerdict Verdict, Estimate? Value, double? Pace, ProgressSpan? Span, Reason? Reason)
{
    public ProgressBearing Bearing => Verdict.Bearing();

    internal static ProgressAnswer Without(ProgressMethod method, string code, string sentence) => Without(method, new(code, sentence));

    internal static ProgressAnswer Without(ProgressMethod method, Reason? reason, ProgressSpan? span = null) =>
        new(method, ProgressVerdict.NoVerdict, null, null, span, reason);
}
