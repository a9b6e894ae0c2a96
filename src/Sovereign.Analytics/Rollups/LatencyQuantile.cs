namespace Sovereign.Analytics.Rollups;

/// <summary>A percentile read from a histogram.</summary>
/// <param name="Value">In the unit of the histogram's bounds.</param>
/// <param name="IsLowerLimit">It fell into the bucket without upper bound: the percentile is greater than the value, nobody knows by how much.</param>
public readonly record struct LatencyQuantile(double Value, bool IsLowerLimit);
