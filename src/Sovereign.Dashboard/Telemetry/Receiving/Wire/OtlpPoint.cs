namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>The numbers of one OTLP data point, of whatever kind; its attributes are put into <see cref="OtlpPoints"/> as they are read.</summary>
internal struct OtlpPoint
{
    /// <summary>Nanoseconds since 1970; 0 where not stated.</summary>
    public ulong Start, Time;

    /// <summary>Bit 0: no recorded value, the series ended.</summary>
    public ulong Flags;

    /// <summary>A number point's value, or the sum of a histogram or summary; null where there is none.</summary>
    public double? Value;

    /// <summary>Values a histogram or summary counted.</summary>
    public ulong Count;

    // Of an exponential histogram.
    public ulong ZeroCount;
    public double ZeroThreshold;
    public long Scale, PositiveOffset;

    /// <summary>Whether the series ended.</summary>
    public readonly bool HasNoRecordedValue => (Flags & 1) != 0;
}
