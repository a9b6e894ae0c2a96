namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>
/// The stale marker of Prometheus: a NaN of its own bits, which ends a series. Compared by bits, for no NaN equals another.
/// Source: prometheus/prometheus, <c>model/value/value.go</c>.
/// </summary>
public static class Stale
{
    public const ulong Bits = 0x7ff0000000000002;

    /// <summary>The marker as a number, for readers whose format says the same another way (OTLP: no recorded value).</summary>
    public static readonly double Marker = BitConverter.UInt64BitsToDouble(Bits);

    public static bool Is(double value) => BitConverter.DoubleToUInt64Bits(value) == Bits;
}
