using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Progress;

/// <summary>What a method compared: the same quantity in two periods.</summary>
/// <param name="From">The earlier period.</param>
/// <param name="Before">What it was then, in the unit of the method's subject: the series, or the ratio to the frontier.</param>
/// <param name="To">The later period.</param>
/// <param name="After">What it was then.</param>
public sealed record ProgressSpan(Period From, Estimate Before, Period To, Estimate After)
{
    /// <summary>Years from midpoint to midpoint.</summary>
    public double Years => To.YearsAfter(From);
}
