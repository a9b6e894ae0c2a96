using System.Globalization;
using System.Text;
using System.Text.Json;
using Sovereign.Tests.Fixtures;

namespace Sovereign.Dashboard.Tests.Telemetry.Receiving;

/// <summary>OTLP requests built twice, in protobuf and in JSON, from one description, so that a test can hold each encoding to the other.</summary>
internal sealed record OtlpBodies(byte[] Protobuf, byte[] Json)
{
    public const ulong Start = 1_795_365_000_000_999_999, Time = 1_795_365_015_000_000_001;

    public static OtlpBodies Gauge(string name, double value) => Of(name, "gauge", 5, "{\"dataPoints\":[" + Point("\"asDouble\":" + Number(value)) + "]}",
        data => data.Nested(1, point => Times(point, 2).Double(4, value)));

    public static OtlpBodies Sum(string name, long value, int temporality, bool isMonotonic, ulong start = Start, ulong time = Time, ulong flags = 0) => Of(
        name, "sum", 7,
        $$"""{"dataPoints":[{{Point($"\"asInt\":\"{value}\",\"flags\":{flags}", start, time)}}],"aggregationTemporality":{{temporality}},"isMonotonic":{{(isMonotonic ? "true" : "false")}}}""",
        data => data
            .Nested(1, point => point.Fixed(2, start).Fixed(3, time).Fixed(6, (ulong)value).Number(8, flags))
            .Number(2, temporality)
            .Number(3, isMonotonic ? 1UL : 0UL));

    public static OtlpBodies Histogram(string name, ulong[] counts, double[] bounds, double? sum, ulong count, int temporality = 2, ulong flags = 0) => Of(
        name, "histogram", 9,
        $$"""{"dataPoints":[{{Point($"\"count\":\"{count}\",\"flags\":{flags},\"bucketCounts\":[{string.Join(',', counts.Select(one => $"\"{one}\""))}],\"explicitBounds\":[{string.Join(',', bounds.Select(Number))}]" + (sum is { } stated ? ",\"sum\":" + Number(stated) : ""))}}],"aggregationTemporality":{{temporality}}}""",
        data => data
            .Nested(1, point =>
            {
                Times(point, 2).Fixed(4, count).PackedFixed(6, counts).PackedDoubles(7, bounds).Number(10, flags);
                if (sum is { } stated) point.Double(5, stated);
            })
            .Number(2, temporality));

    public static OtlpBodies Exponential(string name, int scale, int offset, ulong[] counts, ulong zero = 0, double threshold = 0, ulong[]? negative = null, double sum = 1) => Of(
        name, "exponentialHistogram", 10,
        $$$"""{"dataPoints":[{{{Point($$"""
            "count":"{{Total(counts, zero, negative)}}","sum":{{Number(sum)}},"scale":{{scale}},"zeroCount":{{zero}},"zeroThreshold":{{Number(threshold)}},
            "positive":{"offset":{{offset}},"bucketCounts":[{{string.Join(',', counts)}}]},"negative":{"bucketCounts":[{{string.Join(',', negative ?? [])}}]}
            """)}}}],"aggregationTemporality":2}""",
        data => data
            .Nested(1, point => Times(point, 2)
                .Fixed(4, Total(counts, zero, negative)).Double(5, sum).ZigZag(6, scale).Fixed(7, zero).Double(14, threshold)
                .Nested(8, positive => positive.ZigZag(1, offset).PackedVarints(2, counts))
                .Nested(9, buckets => buckets.PackedVarints(2, negative ?? [])))
            .Number(2, 2));

    public static OtlpBodies Summary(string name, ulong count, double sum) => Of(
        name, "summary", 11,
        $$"""{"dataPoints":[{{Point($"\"count\":\"{count}\",\"sum\":{Number(sum)},\"quantileValues\":[{{\"quantile\":0.5,\"value\":1}}]")}}]}""",
        data => data.Nested(1, point => Times(point, 2).Fixed(4, count).Double(5, sum).Nested(6, quantile => quantile.Double(1, 0.5).Double(2, 1))));

    private static ulong Total(ulong[] counts, ulong zero, ulong[]? negative) => counts.Concat(negative ?? []).Append(zero).Aggregate((left, right) => left + right);

    // What names the metric stands after its points, what describes the resource after its scopes: both are legal.
    private static OtlpBodies Of(string name, string kind, uint field, string jsonData, Action<ProtoWriter> data) => new(
        ProtoWriter.Message(request => request.Nested(1, resource => resource.Nested(2, scope => scope.Nested(2, metric => metric.Nested(field, data).Text(1, name))))),
        Encoding.UTF8.GetBytes(
            "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"" + kind + "\":" + jsonData + ",\"name\":" + JsonSerializer.Serialize(name) + ",\"newField\":{\"a\":[1]}}]}]}]}"));

    private static ProtoWriter Times(ProtoWriter point, uint first) => point.Fixed(first, Start).Fixed(first + 1, Time);

    private static string Point(string fields, ulong start = Start, ulong time = Time) => $$"""{"startTimeUnixNano":"{{start}}","timeUnixNano":{{time}},{{fields}}}""";

    private static string Number(double value) => double.IsFinite(value)
        ? value.ToString("R", CultureInfo.InvariantCulture)
        : double.IsNaN(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
}
