using Microsoft.Extensions.Primitives;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>Reads <see cref="BodyCoding"/> from a header.</summary>
internal static class BodyCodings
{
    /// <exception cref="UnreadableBodyException">A coding that is not read, or several.</exception>
    public static BodyCoding Of(StringValues contentEncoding) => contentEncoding.ToString().Trim().ToLowerInvariant() switch
    {
        "" or "identity" => BodyCoding.None,
        "gzip" or "x-gzip" => BodyCoding.Gzip,
        "snappy" => BodyCoding.Snappy,
        "zstd" => BodyCoding.Zstd,
        _ => throw new UnreadableBodyException(UnreadableKind.Unsupported, "The Content-Encoding is not read here; gzip, snappy (block), zstd and none are."),
    };
}
