using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Kpis;

/// <summary>A value with its interval and the time it speaks of.</summary>
public readonly record struct TimedEstimate(Period Period, Estimate Estimate)
{
    /// <summary>The same upside down, so that less counts as more.</summary>
    public static TimedEstimate operator -(TimedEstimate value) => new(value.Period, -value.Estimate);
}
