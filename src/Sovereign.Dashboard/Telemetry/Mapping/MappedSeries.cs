namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>
/// A series of the wire as the map reads it. Several metrics may feed one signal (prompt tokens computed and cached): a stored series is one of
/// (<see cref="Row"/>'s metric, <see cref="Signal"/>, <see cref="KeptLabels"/>). Series of the wire that agree in all three are folded by
/// <see cref="MappedMetric.Fold"/>, which happens where labels that would tell people apart are dropped.
/// </summary>
/// <param name="Row">The row of the map; its software tells whose metric this is.</param>
/// <param name="Signal">What it feeds.</param>
/// <param name="Role">As what.</param>
/// <param name="UpperBound">Inclusive upper bound of a bucket (label <c>le</c>) in the signal's unit, +∞ for the last; else null.</param>
/// <param name="KeptLabels"><c>a=b,c=d</c>, sorted by name (ordinal); <c>\</c>, <c>,</c> and <c>=</c> of a value are preceded by <c>\</c>. Without <c>le</c>.</param>
public sealed record MappedSeries(MappedMetric Row, Signal Signal, SeriesRole Role, double? UpperBound, string KeptLabels)
{
    /// <summary>What a value of the wire is multiplied with; 1 for counts of a histogram, whatever its unit.</summary>
    public double Factor => Role is SeriesRole.BucketCount or SeriesRole.HistogramCount || Row.Kind == MetricKind.HistogramCount ? 1 : Row.Factor;
}
