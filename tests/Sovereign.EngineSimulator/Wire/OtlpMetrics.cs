using Sovereign.EngineSimulator.Engines;
using Sovereign.Tests.Fixtures;

namespace Sovereign.EngineSimulator.Wire;

/// <summary>
/// OTLP over HTTP in protobuf, one resource for each engine, counters and histograms running on or as what was added since the last body.
/// Source: https://github.com/open-telemetry/opentelemetry-proto, <c>metrics.proto</c>
/// </summary>
public sealed class OtlpMetrics(bool delta) : IWireFormat
{
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    private readonly Dictionary<Metric, (long At, long StartedAt, double[] Numbers)> before = [];

    public string Path => "v1/metrics";

    private ulong Temporality => delta ? 1UL : 2UL;

    public byte[] Encode(IReadOnlyList<SimulatedEngine> engines) => ProtoWriter.Message(request =>
    {
        foreach (var engine in engines)
        {
            request.Nested(1, resource => resource
                .Nested(1, described => Attributes(described, 1, [("engine", engine.Code), ("service.instance.id", $"{engine.Code}:8000"), ("service.name", engine.Software)]))
                .Nested(2, scope =>
                {
                    foreach (var metric in engine.Metrics) scope.Nested(2, one => Write(one.Text(1, metric.Name), engine, metric));
                }));
        }
    });

    public void Describe(HttpRequestMessage request, HttpContent content) => content.Headers.ContentType = new("application/x-protobuf");

    private void Write(ProtoWriter writer, SimulatedEngine engine, Metric metric)
    {
        if (metric.Kind == MetricKind.Gauge)
        {
            writer.Nested(5, data => data.Nested(1, point => Point(point, 7, metric, 0, engine.Now).Double(4, metric.Value)));
            return;
        }

        var now = new double[metric.Numbers];
        metric.CopyTo(now);
        var (numbers, from) = (now, engine.StartedAt);
        if (delta)
        {
            if (before.TryGetValue(metric, out var last) && last.StartedAt == engine.StartedAt) (numbers, from) = ([.. now.Zip(last.Numbers, (one, other) => one - other)], last.At);
            before[metric] = (engine.Now, engine.StartedAt, now);
        }

        if (metric.Kind == MetricKind.Counter)
        {
            writer.Nested(7, data => data.Nested(1, point => Point(point, 7, metric, from, engine.Now).Double(4, numbers[0])).Number(2, Temporality).Number(3, 1UL));
            return;
        }

        // In OTLP each bucket counts its own.
        var buckets = numbers[..^2];
        ulong[] counts = [.. buckets.Select((upTo, i) => (ulong)(i == 0 ? upTo : upTo - buckets[i - 1]))];
        var bounds = metric.Bounds.ToArray();
        writer.Nested(9, data => data
            .Nested(1, point => Point(point, 9, metric, from, engine.Now).Fixed(4, (ulong)buckets[^1]).Double(5, numbers[^2]).PackedFixed(6, counts).PackedDoubles(7, bounds))
            .Number(2, Temporality));
    }

    private static ProtoWriter Point(ProtoWriter point, uint attributes, Metric metric, long from, long to)
    {
        Attributes(point, attributes, metric.Labels);
        if (from > 0) point.Fixed(2, (ulong)from * NanosecondsPerMillisecond);
        return point.Fixed(3, (ulong)to * NanosecondsPerMillisecond);
    }

    private static void Attributes(ProtoWriter writer, uint field, IEnumerable<(string Name, string Value)> attributes)
    {
        foreach (var (name, value) in attributes) writer.Nested(field, pair => pair.Text(1, name).Nested(2, any => any.Text(1, value)));
    }
}
