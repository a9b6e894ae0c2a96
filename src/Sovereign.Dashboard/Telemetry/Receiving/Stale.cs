using Sovereign.Analytics.Rollups;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>The stale marker as readers meet it: see <see cref="StaleMarker"/>.</summary>
public static class Stale
{
    /// <summary>The marker as a number, for readers whose format says the same another way (OTLP: no recorded value).</summary>
    public static readonly double Marker = StaleMarker.Value;

    public static bool Is(double value) => StaleMarker.Is(value);
}
