using Microsoft.Net.Http.Headers;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>Reads <see cref="ReceivedFormat"/> from the Content-Type at each of the three addresses. Names and values of parameters have no case.</summary>
internal static class ReceivedFormats
{
    /// <summary>Remote write: a protobuf without the parameter <c>proto</c> is 1.0.</summary>
    /// <exception cref="UnreadableBodyException">Another type or message; a receiver that took 2.0 for 1.0 would answer 204 and lose it.</exception>
    public static ReceivedFormat OfRemoteWrite(string? contentType)
    {
        if (Parse(contentType) is { } type && type.MediaType.Equals("application/x-protobuf", StringComparison.OrdinalIgnoreCase))
        {
            switch (Parameter(type, "proto")?.ToLowerInvariant())
            {
                case null or "prometheus.writerequest": return ReceivedFormat.RemoteWrite1;
                case "io.prometheus.write.v2.request": return ReceivedFormat.RemoteWrite2;
            }
        }

        throw Unsupported("application/x-protobuf with proto=prometheus.WriteRequest or proto=io.prometheus.write.v2.Request");
    }

    /// <summary>OTLP.</summary>
    /// <exception cref="UnreadableBodyException">Another type.</exception>
    public static ReceivedFormat OfOtlp(string? contentType) => Parse(contentType)?.MediaType.ToString().ToLowerInvariant() switch
    {
        "application/x-protobuf" or "application/protobuf" => ReceivedFormat.OtlpProtobuf,
        "application/json" => ReceivedFormat.OtlpJson,
        _ => throw Unsupported("application/x-protobuf and application/json"),
    };

    /// <summary>Whether OTLP answers in JSON: failures go out before the type is known to be read, and whoever sends neither encoding reads this one.</summary>
    public static bool IsAnsweredInJson(string? contentType) =>
        Parse(contentType)?.MediaType.ToString().ToLowerInvariant() is not ("application/x-protobuf" or "application/protobuf");

    /// <summary>A page of text. The version decides where it is given.</summary>
    /// <exception cref="UnreadableBodyException">Another type or version.</exception>
    public static ReceivedFormat OfText(string? contentType)
    {
        var type = Parse(contentType);
        return (type?.MediaType.ToString().ToLowerInvariant(), type is null ? null : Parameter(type, "version")) switch
        {
            ("text/plain", null or "0.0.4" or "1.0.0") => ReceivedFormat.PrometheusText,
            ("application/openmetrics-text", null or "1.0.0" or "0.0.1") => ReceivedFormat.OpenMetrics,
            _ => throw Unsupported("text/plain; version=0.0.4 and application/openmetrics-text; version=1.0.0"),
        };
    }

    private static MediaTypeHeaderValue? Parse(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type) ? type : null;

    private static string? Parameter(MediaTypeHeaderValue type, string name) =>
        type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.GetUnescapedValue().Value;

    private static UnreadableBodyException Unsupported(string read) => new(UnreadableKind.Unsupported, $"The Content-Type is not read here; {read} are.");
}
