using Snappier;
using Sovereign.EngineSimulator.Engines;
using Sovereign.Tests.Fixtures;

namespace Sovereign.EngineSimulator.Wire;

/// <summary>Prometheus remote write 1.0. Source: https://prometheus.io/docs/specs/prw/remote_write_spec/</summary>
public sealed class RemoteWrite1 : IWireFormat
{
    // The labels of a series do not change, and are most of its bytes.
    private readonly Dictionary<SimulatedEngine, byte[][]> labels = [];

    public string Path => "api/v1/write";

    public byte[] Encode(IReadOnlyList<SimulatedEngine> engines) => Snappy.CompressToArray(ProtoWriter.Message(request =>
    {
        foreach (var engine in engines)
        {
            if (!labels.TryGetValue(engine, out var series)) labels[engine] = series = [.. ScrapedSeries.Of(engine).Select(Labels)];
            var numbers = ScrapedSeries.Numbers(engine);
            for (var i = 0; i < series.Length; i++)
            {
                var (named, number) = (series[i], numbers[i]);
                request.Nested(1, one => one.Raw(named).Nested(2, sample => sample.Double(1, number).Number(2, engine.Now)));
            }
        }
    }));

    /// <summary>The stale markers that a Prometheus sends when an engine is gone.</summary>
    public static byte[] EncodeStale(SimulatedEngine engine) => Snappy.CompressToArray(ProtoWriter.Message(request =>
    {
        foreach (var series in ScrapedSeries.Of(engine).Select(Labels))
            request.Nested(1, one => one.Raw(series).Nested(2, sample => sample.Fixed(1, 0x7ff0000000000002).Number(2, engine.Now)));
    }));

    public void Describe(HttpRequestMessage request, HttpContent content)
    {
        content.Headers.ContentType = new("application/x-protobuf");
        content.Headers.ContentEncoding.Add("snappy");
        request.Headers.Add("X-Prometheus-Remote-Write-Version", "0.1.0");
    }

    private static byte[] Labels((string Name, string Value)[] labels) => ProtoWriter.Message(series =>
    {
        foreach (var (name, value) in labels) series.Nested(1, label => label.Text(1, name).Text(2, value));
    });
}
