using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>A series of a store's answer.</summary>
/// <param name="Name">Metric and labels, these sorted.</param>
/// <param name="Values">By step, milliseconds since 1970; ascending.</param>
public sealed record StoreSeries(SeriesName Name, IReadOnlyList<(long At, double Value)> Values);
