using Sovereign.Analytics.Rollups;

namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>A row of <c>telemetry.rollup_minute</c>; see there.</summary>
public sealed record MinuteRow(
    int EngineId, short Signal, string Part, HistogramBounds? Bounds, long Bucket, int Series, int Samples, double Increase, double Integral, double? Mean, double? Lowest, double? Highest,
    double? Latest, long? LatestAt, double Seconds, double LeastSeconds, int Resets, int Gaps, double[]? Buckets);
