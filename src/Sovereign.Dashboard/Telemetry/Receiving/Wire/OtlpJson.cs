using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>
/// Reads an OTLP <c>ExportMetricsServiceRequest</c> in JSON: names in lowerCamelCase, enumerations as numbers alone, 64-bit numbers as text or number, fields that are not
/// known passed over. Source: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
/// </summary>
public sealed class OtlpJson
{
    private static readonly string[] s_kinds = ["gauge", "sum", "histogram", "exponentialHistogram", "summary"];

    private readonly OtlpPoints points;

    private OtlpJson(OtlpPoints points) => this.points = points;

    /// <summary>Puts the data points of a request into a sink, as samples; what a point lacks is refused point by point.</summary>
    /// <param name="body">The text, decompressed. It is indexed as a whole, in up to six times its length.</param>
    /// <param name="sink">Where the samples go; it holds a part of them when the reader throws.</param>
    /// <param name="mostSamples">Samples a request may have, each bucket counted.</param>
    /// <exception cref="UnreadableBodyException">The text is no JSON, a field is of another kind than it must be, or there are too many samples.</exception>
    public static WireCounts Read(ReadOnlyMemory<byte> body, ISampleSink sink, int mostSamples)
    {
        using var document = Parse(body);
        var points = new OtlpPoints(sink, mostSamples);
        var reader = new OtlpJson(points);
        foreach (var resource in Items(Object(document.RootElement), "resourceMetrics")) reader.ReadResource(Object(resource));
        return new WireCounts(points.Samples, 0);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException wrong)
        {
            throw Broken($"It is not JSON: line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}.");
        }
    }

    private void ReadResource(JsonElement resource)
    {
        points.BeginResource();
        if (Field(resource, "resource") is { } described)
        {
            foreach (var attribute in Items(Object(described), "attributes")) ReadAttribute(Object(attribute), ofPoint: false);
        }

        foreach (var scope in Items(resource, "scopeMetrics"))
        {
            points.BeginScope(Field(Object(scope), "scope") is { } named ? Utf8(Object(named), "name") : []);
            foreach (var metric in Items(scope, "metrics")) ReadMetric(Object(metric));
        }
    }

    private void ReadMetric(JsonElement metric)
    {
        points.BeginMetric(Utf8(metric, "name"));
        foreach (var kind in s_kinds)
        {
            if (Field(metric, kind) is { } data) ReadPoints(kind, Object(data));
        }
    }

    private void ReadPoints(string kind, JsonElement data)
    {
        var temporality = (OtlpTemporality)Enumeration(data, "aggregationTemporality");
        var isMonotonic = Field(data, "isMonotonic") is { } monotonic && Truth(monotonic);
        foreach (var item in Items(data, "dataPoints"))
        {
            points.BeginPoint();
            var point = Point(Object(item));
            switch (kind)
            {
                case "gauge": points.Gauge(Number(item, point)); break;
                case "sum": points.Sum(Number(item, point), temporality, isMonotonic); break;
                case "histogram": points.Histogram(Histogram(item, point), temporality); break;
                case "exponentialHistogram": points.ExponentialHistogram(Exponential(item, point), temporality); break;
                // A sum of 0 may be left out.
                default: points.Summary(Counted(item, point) with { Value = Optional(item, "sum") ?? 0 }); break;
            }
        }
    }

    private OtlpPoint Point(JsonElement point)
    {
        foreach (var attribute in Items(point, "attributes")) ReadAttribute(Object(attribute), ofPoint: true);
        return new OtlpPoint { Start = Unsigned(point, "startTimeUnixNano"), Time = Unsigned(point, "timeUnixNano"), Flags = Unsigned(point, "flags") };
    }

    private static OtlpPoint Number(JsonElement item, OtlpPoint point) => point with
    {
        Value = Optional(item, "asDouble") ?? (Field(item, "asInt") is { } whole ? Signed(whole) : null),
    };

    private static OtlpPoint Counted(JsonElement item, OtlpPoint point) => point with { Count = Unsigned(item, "count"), Value = Optional(item, "sum") };

    private OtlpPoint Histogram(JsonElement item, OtlpPoint point)
    {
        foreach (var count in Items(item, "bucketCounts")) points.AddCount(Unsigned(count));
        foreach (var bound in Items(item, "explicitBounds")) points.AddBound(Double(bound));
        return Counted(item, point);
    }

    private OtlpPoint Exponential(JsonElement item, OtlpPoint point)
    {
        long offset = 0;
        if (Field(item, "positive") is { } positive)
        {
            offset = Field(Object(positive), "offset") is { } stated ? Signed(stated) : 0;
            foreach (var count in Items(positive, "bucketCounts")) points.AddCount(Unsigned(count));
        }

        if (Field(item, "negative") is { } negative)
        {
            foreach (var count in Items(Object(negative), "bucketCounts")) points.AddNegativeCount(Unsigned(count));
        }

        return Counted(item, point) with
        {
            PositiveOffset = offset,
            Scale = Field(item, "scale") is { } scale ? Signed(scale) : 0,
            ZeroCount = Unsigned(item, "zeroCount"),
            ZeroThreshold = Optional(item, "zeroThreshold") ?? 0,
        };
    }

    private void ReadAttribute(JsonElement attribute, bool ofPoint)
    {
        if (Field(attribute, "value") is not { } value) return;
        Span<byte> room = stackalloc byte[32];
        scoped ReadOnlySpan<byte> text = [];
        // Lists, maps and bytes are not what tells series apart.
        if (Field(Object(value), "stringValue") is { } written) text = Encoding.UTF8.GetBytes(Text(written));
        else if (Field(value, "boolValue") is { } truth) text = OtlpPoints.Text(Truth(truth));
        else if (Field(value, "intValue") is { } whole) text = OtlpPoints.Text(Signed(whole), room);
        else if (Field(value, "doubleValue") is { } fraction) text = OtlpPoints.Text(Double(fraction), room);
        if (text.IsEmpty) return;
        if (ofPoint) points.PointAttribute(Utf8(attribute, "key"), text);
        else points.ResourceAttribute(Utf8(attribute, "key"), text);
    }

    // null stands for a field that is not there.
    private static JsonElement? Field(JsonElement of, string name) =>
        of.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;

    private static JsonElement Object(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value : throw Broken("An object is missing.");

    private static JsonElement.ArrayEnumerator Items(JsonElement of, string name)
    {
        if (Field(of, name) is not { } list) return default;
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw Broken($"{name} must be a list.");
    }

    private static byte[] Utf8(JsonElement of, string name) => Field(of, name) is { } text ? Encoding.UTF8.GetBytes(Text(text)) : [];

    private static string Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) throw Broken("A text is missing.");
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Broken("A text holds half of a surrogate pair, or bytes that are not UTF-8.");
        }
    }

    private static bool Truth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Broken("true or false is missing."),
    };

    private static int Enumeration(JsonElement of, string name)
    {
        if (Field(of, name) is not { } value) return 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : throw Broken($"{name} must be a whole number.");
    }

    private static ulong Unsigned(JsonElement of, string name) => Field(of, name) is { } value ? Unsigned(value) : 0;

    private static ulong Unsigned(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out var number)) return number;
        if (value.ValueKind == JsonValueKind.String && ulong.TryParse(Text(value), NumberStyles.None, CultureInfo.InvariantCulture, out number)) return number;
        throw Broken("A whole number from 0 on is missing.");
    }

    private static long Signed(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)) return number;
        if (value.ValueKind == JsonValueKind.String && long.TryParse(Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)) return number;
        throw Broken("A whole number is missing.");
    }

    private static double? Optional(JsonElement of, string name) => Field(of, name) is { } value ? Double(value) : null;

    private static double Double(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)) return number;
        if (value.ValueKind != JsonValueKind.String) throw Broken("A number is missing.");
        return Text(value) switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number) => number,
            _ => throw Broken("A number is missing."),
        };
    }

    private static UnreadableBodyException Broken(string sentence) => new(UnreadableKind.Corrupt, $"The JSON cannot be read as metrics. {sentence}");
}
