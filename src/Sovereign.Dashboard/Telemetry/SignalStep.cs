namespace Sovereign.Dashboard.Telemetry;

/// <summary>How long the buckets of an answer are.</summary>
public enum SignalStep
{
    Minute,
    Hour,
    Day,
}
