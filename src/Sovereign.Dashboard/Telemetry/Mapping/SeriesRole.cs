namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>What a series of the wire is to its signal.</summary>
public enum SeriesRole
{
    Counter,
    Gauge,

    /// <summary>Cumulative count up to <see cref="MappedSeries.UpperBound"/>.</summary>
    BucketCount,

    HistogramSum,
    HistogramCount,
}
