namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>How the values of a signal are kept.</summary>
public enum SignalKind
{
    /// <summary>Kept as increases.</summary>
    Counter,

    /// <summary>Kept as values of a moment.</summary>
    Gauge,

    /// <summary>Kept as increases of the counts of all buckets, of their sum and of their number.</summary>
    Histogram,
}
