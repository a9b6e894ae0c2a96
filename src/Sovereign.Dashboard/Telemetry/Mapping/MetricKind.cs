namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>
/// What a metric truly is. Neither its name nor the type its sender declares says so reliably: there are gauges named <c>_total</c>, counters
/// declared as gauges, and histograms of which only the sum is of use.
/// </summary>
public enum MetricKind
{
    Counter,
    Gauge,
    Histogram,

    /// <summary>A histogram whose <c>_sum</c> is used as a counter.</summary>
    HistogramSum,

    /// <summary>A histogram whose <c>_count</c> is used as a counter.</summary>
    HistogramCount,

    /// <summary>A fact told by labels or by a constant.</summary>
    Info,

    /// <summary>Known and left out; the row's note says why.</summary>
    Ignore,
}
