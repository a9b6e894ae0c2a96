namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary><c>AggregationTemporality</c>, with its numbers on the wire.</summary>
internal enum OtlpTemporality
{
    Unspecified = 0,
    Delta = 1,
    Cumulative = 2,
}
