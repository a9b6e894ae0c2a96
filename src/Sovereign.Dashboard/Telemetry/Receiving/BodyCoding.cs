namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>How a body is compressed.</summary>
public enum BodyCoding
{
    None,
    Gzip,

    /// <summary>The block format of Snappy, which is what remote write means by it, not the framed one.</summary>
    Snappy,
    Zstd,
}
