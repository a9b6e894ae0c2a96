namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>The type a sender declares for a metric. The metric map wins over it; a difference is counted and shown.</summary>
public enum DeclaredType
{
    Unknown,
    Counter,
    Gauge,
    Histogram,
    Summary,
    Info,
}
