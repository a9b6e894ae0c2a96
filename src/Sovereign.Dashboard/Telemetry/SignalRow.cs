namespace Sovereign.Dashboard.Telemetry;

/// <summary>What one signal of one engine did in one bucket of time; units as in <see cref="Mapping.Signal"/>.</summary>
/// <param name="Engine">Code of the engine.</param>
/// <param name="Signal">Code of the signal.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="At">Start of the bucket, UTC.</param>
/// <param name="Language">Where the signal is told by language; null else.</param>
/// <param name="Samples">Numbers read.</param>
/// <param name="Increase">Of counters; of histograms the sum of what was observed.</param>
/// <param name="Rate">Increase per second that is covered; null where nothing is.</param>
/// <param name="Mean">Of gauges, over the time covered.</param>
/// <param name="Minimum">Of gauges and counters.</param>
/// <param name="Maximum">Of gauges and counters.</param>
/// <param name="Last">The newest number.</param>
/// <param name="Integral">Of gauges, unit times seconds: joules of watts.</param>
/// <param name="SecondsCovered">Seconds that the figures stand for.</param>
/// <param name="Resets">How often a counter began again.</param>
/// <param name="Gaps">Holes that were not bridged.</param>
/// <param name="Observations">Of histograms: how many were observed.</param>
/// <param name="Median">Of histograms: half lie below.</param>
/// <param name="P95">Of histograms: 95 of 100 lie below.</param>
/// <param name="P99">Of histograms: 99 of 100 lie below.</param>
/// <param name="BeyondBounds">Of histograms: which of the three lie above the last bound, so that it stands in their place.</param>
public sealed record SignalRow(
    string Engine, string Signal, string Unit, DateTimeOffset At, string? Language, int Samples, double? Increase, double? Rate, double? Mean, double? Minimum, double? Maximum,
    double? Last, double? Integral, double SecondsCovered, int Resets, int Gaps, double? Observations, double? Median, double? P95, double? P99, IReadOnlyList<string>? BeyondBounds);
