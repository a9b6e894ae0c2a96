using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Uncertainty;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Gap;

/// <summary>A point of a series as progress is judged on it.</summary>
/// <param name="Row">The figure as published.</param>
/// <param name="Estimate">Its value with the interval of its digits or stated bounds and, where known, the allowance for revisions.</param>
public sealed record ProgressPoint(PublishedObservation Row, Estimate Estimate)
{
    public TimedEstimate Timed => new(Row.Period, Estimate);
}
