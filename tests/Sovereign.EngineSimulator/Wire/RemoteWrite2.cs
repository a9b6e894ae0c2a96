using Snappier;
using Sovereign.EngineSimulator.Engines;
using Sovereign.Tests.Fixtures;

namespace Sovereign.EngineSimulator.Wire;

/// <summary>Prometheus remote write 2.0: text once in a table, types and start times with every series. Source: https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/</summary>
public sealed class RemoteWrite2 : IWireFormat
{
    public string Path => "api/v1/write";

    public byte[] Encode(IReadOnlyList<SimulatedEngine> engines)
    {
        var symbols = new Dictionary<string, ulong>(StringComparer.Ordinal) { [""] = 0 };
        ulong Symbol(string text)
        {
            if (!symbols.TryGetValue(text, out var number)) symbols[text] = number = (ulong)symbols.Count;
            return number;
        }

        var request = new ProtoWriter();
        foreach (var engine in engines)
        {
            var numbers = ScrapedSeries.Numbers(engine);
            var kinds = engine.Metrics.SelectMany(metric => Enumerable.Repeat(metric.Kind, metric.Numbers)).ToArray();
            var at = 0;
            foreach (var labels in ScrapedSeries.Of(engine))
            {
                var (number, kind) = (numbers[at], kinds[at]);
                at++;
                ulong[] references = [.. labels.SelectMany(label => new[] { Symbol(label.Name), Symbol(label.Value) })];
                request.Nested(5, series =>
                {
                    series.PackedVarints(1, references).Nested(2, sample =>
                    {
                        sample.Double(1, number).Number(2, engine.Now);
                        if (kind != MetricKind.Gauge) sample.Number(3, engine.StartedAt);
                    }).Nested(5, metadata => metadata.Number(1, kind switch { MetricKind.Counter => 1UL, MetricKind.Gauge => 2UL, _ => 3UL }));
                });
            }
        }

        var table = ProtoWriter.Message(writer =>
        {
            foreach (var symbol in symbols.OrderBy(symbol => symbol.Value)) writer.Text(4, symbol.Key);
        });
        return Snappy.CompressToArray([.. table, .. request.ToArray()]);
    }

    public void Describe(HttpRequestMessage request, HttpContent content)
    {
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/x-protobuf;proto=io.prometheus.write.v2.Request");
        content.Headers.ContentEncoding.Add("snappy");
        request.Headers.Add("X-Prometheus-Remote-Write-Version", "2.0.0");
    }
}
