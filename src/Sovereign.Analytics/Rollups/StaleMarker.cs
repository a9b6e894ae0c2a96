namespace Sovereign.Analytics.Rollups;

/// <summary>
/// The NaN by which Prometheus says that a series ended. It is known by its bits, for no NaN equals another.
/// Source: prometheus/prometheus, <c>model/value/value.go</c>, StaleNaN.
/// </summary>
public static class StaleMarker
{
    private const ulong Bits = 0x7ff0000000000002;

    public static readonly double Value = BitConverter.UInt64BitsToDouble(Bits);

    public static bool Is(double value) => BitConverter.DoubleToUInt64Bits(value) == Bits;
}
