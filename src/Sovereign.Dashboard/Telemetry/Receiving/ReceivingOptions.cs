namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>Bounds of what senders may bring; section <c>Telemetry:Receiving</c>.</summary>
public sealed class ReceivingOptions
{
    /// <summary>Bytes of a body as sent.</summary>
    public int MaxCompressedBytes { get; set; } = 8 << 20;

    /// <summary>Bytes of a remote write body as sent; 500 samples of Prometheus take 11 KB.</summary>
    public int MaxRemoteWriteBytes { get; set; } = 2 << 20;

    /// <summary>Bytes of a body once inflated.</summary>
    public int MaxInflatedBytes { get; set; } = 32 << 20;

    /// <summary>Bytes of a JSON body once inflated; its index takes up to six times as much.</summary>
    public int MaxJsonBytes { get; set; } = 16 << 20;

    /// <summary>How many times its size a body may inflate to; asked only past the first megabyte, for small bodies of like lines pack well.</summary>
    public int MaxInflationRatio { get; set; } = 100;

    /// <summary>Samples of one request; each bucket of a histogram counts.</summary>
    public int MaxSamples { get; set; } = 100_000;

    /// <summary>Requests of one key that are read and kept at once; more are told to come again.</summary>
    public int MaxRequestsPerKey { get; set; } = 8;

    /// <summary>Bytes of all bodies held at once, as sent and inflated; beyond, senders are told to come again.</summary>
    public long MaxBytesInFlight { get; set; } = 256L << 20;
}
