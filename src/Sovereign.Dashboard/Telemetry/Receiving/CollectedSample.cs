using Sovereign.Dashboard.Telemetry.Storing;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>A sample on its way; times in milliseconds since 1970.</summary>
public readonly record struct CollectedSample(Slot Slot, long At, double Value, long StartedAt);
