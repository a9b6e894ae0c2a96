namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>Whether a sum counts from its start on (a counter) or each interval for itself.</summary>
public enum Temporality
{
    Cumulative,
    Delta,
}
