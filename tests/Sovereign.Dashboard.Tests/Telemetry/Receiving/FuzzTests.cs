using System.IO.Compression;
using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Snappier;
using Sovereign.Dashboard.Telemetry.Receiving;
using Sovereign.Dashboard.Telemetry.Receiving.Wire;
using Sovereign.Tests.Fixtures;
using Xunit;
using ZstdSharp;

namespace Sovereign.Dashboard.Tests.Telemetry.Receiving;

/// <summary>Whatever bytes come, a reader gives samples or says that the body cannot be read; it neither fails in another way nor takes much memory.</summary>
public class FuzzTests
{
    // A series costs its name and labels, a few hundred bytes each; a body of these sizes names a few hundred at most.
    private const long MostAllocated = 8 << 20;

    private const string Page = """
        # HELP x Help \\ with \n escapes.
        # TYPE x counter
        x_total{a="1",b="\"\n\\"} 1.5e3 1795365000
        # TYPE h histogram
        h_bucket{le="0.1"} 3 # {id="1"} 0.05
        h_bucket{le="+Inf"} 9
        h_sum 4.2
        h_count 9
        h_created 1795365000
        # TYPE s summary
        s{quantile="0.5"} NaN
        {"q.n","l.n"="v"} 3
        # EOF
        """;

    private static readonly byte[] s_write1 = ProtoWriter.Message(request => request
        .Nested(1, series => series.Nested(1, Label("__name__", "x")).Nested(1, Label("a", "1")).Nested(2, sample => sample.Double(1, 1).Number(2, 5)).Nested(4, native => native.Number(1, 2)))
        .Nested(1, series => series.Nested(1, Label("__name__", "y")).Nested(2, sample => sample.Double(1, 1).Number(2, 5)).Nested(1, Label("b", "1")))
        .Nested(3, metadata => metadata.Number(1, 1).Text(2, "x")));

    private static readonly byte[] s_write2 = ProtoWriter.Message(request => request
        .Text(4, "").Text(4, "__name__").Text(4, "x").Text(4, "a").Text(4, "1")
        .Nested(5, series => series.PackedVarints(1, 1, 2, 3, 4).Nested(2, sample => sample.Double(1, 1).Number(2, 5).Number(3, 4)).Nested(5, metadata => metadata.Number(1, 1)))
        .Nested(5, series => series.Number(1, 1).Number(1, 2).Nested(3, native => native.Number(1, 2))));

    private static readonly OtlpBodies[] s_otlp =
    [
        OtlpBodies.Gauge("g", 1.5), OtlpBodies.Sum("s", 5, 1, true), OtlpBodies.Histogram("h", [1, 2, 3], [0.1, 1], 5, 6), OtlpBodies.Exponential("e", 4, -5, [1, 2, 3], 1, 0.1, [2]),
        OtlpBodies.Summary("q", 5, 1),
    ];

    public static TheoryData<string> Formats => [.. Enum.GetNames<ReceivedFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Random_bytes_are_read_or_refused(string format)
    {
        Gen.Byte.Array[0, 300].Sample(bytes => Try(format, bytes), iter: 20_000);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_cut_of_a_good_body_is_read_or_refused(string format)
    {
        foreach (var body in Bodies(format))
        {
            for (var length = 0; length <= body.Length; length++) Try(format, body[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Flipped_bits_of_a_good_body_are_read_or_refused(string format)
    {
        var bodies = Bodies(format);
        var flips =
            from body in Gen.Int[0, bodies.Length - 1].Select(i => bodies[i])
            from flipped in Gen.Select(Gen.Int[0, body.Length - 1], Gen.Int[0, 7]).Array[1, 6]
            select (body, flipped);
        flips.Sample(flip =>
        {
            var bytes = (byte[])flip.body.Clone();
            foreach (var (at, bit) in flip.flipped) bytes[at] ^= (byte)(1 << bit);
            Try(format, bytes);
        }, iter: 20_000);
    }

    [Theory]
    [InlineData(BodyCoding.Gzip)]
    [InlineData(BodyCoding.Snappy)]
    [InlineData(BodyCoding.Zstd)]
    public void Damaged_compression_is_inflated_or_refused_and_gives_its_memory_back(BodyCoding coding)
    {
        var good = Compress(coding, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Page, 20))));
        var flips =
            from cut in Gen.Frequency((3, Gen.Const(good.Length)), (1, Gen.Int[0, good.Length]))
            from flipped in Gen.Select(Gen.Int[0, good.Length - 1], Gen.Int[0, 7]).Array[0, 4]
            select (cut, flipped);
        var inFlight = new BytesInFlight(Options.Create(new ReceivingOptions()));
        var bounds = new ReceivingOptions { MaxInflatedBytes = 1 << 20 };
        flips.Sample(flip =>
        {
            var bytes = (byte[])good.Clone();
            foreach (var (at, bit) in flip.flipped) bytes[at] ^= (byte)(1 << bit);
            bytes = bytes[..flip.cut];
            try
            {
                var request = new DefaultHttpContext().Request;
                request.Body = new MemoryStream(bytes);
                var reading = RequestBody.ReadAsync(request, 1 << 20, inFlight, default);
                Assert.True(reading.IsCompletedSuccessfully);
                using var body = reading.GetAwaiter().GetResult();
                body.Inflate(coding, bounds);
                Assert.InRange(body.Content.Length, 0, bounds.MaxInflatedBytes);
            }
            catch (UnreadableBodyException)
            {
            }
        }, iter: 3_000, threads: 1);
        Assert.Equal(0, inFlight.Held);
    }

    internal static byte[] Compress(BodyCoding coding, byte[] content)
    {
        switch (coding)
        {
            case BodyCoding.Snappy: return Snappy.CompressToArray(content);
            case BodyCoding.Zstd:
                using (var compressor = new Compressor()) return compressor.Wrap(content).ToArray();
            case BodyCoding.Gzip:
                var packed = new MemoryStream();
                using (var stream = new GZipStream(packed, CompressionLevel.Optimal)) stream.Write(content);
                return packed.ToArray();
            default: return content;
        }
    }

    private static byte[][] Bodies(string format) => Enum.Parse<ReceivedFormat>(format) switch
    {
        ReceivedFormat.RemoteWrite1 => [s_write1],
        ReceivedFormat.RemoteWrite2 => [s_write2],
        ReceivedFormat.OtlpProtobuf => [.. s_otlp.Select(body => body.Protobuf)],
        ReceivedFormat.OtlpJson => [.. s_otlp.Select(body => body.Json)],
        _ => [Encoding.UTF8.GetBytes(Page)],
    };

    private static void Try(string format, byte[] body)
    {
        var sink = new RecordingSink();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            switch (Enum.Parse<ReceivedFormat>(format))
            {
                case ReceivedFormat.RemoteWrite1: RemoteWrite1.Read(body, sink, 1_000); break;
                case ReceivedFormat.RemoteWrite2: RemoteWrite2.Read(body, sink, 1_000); break;
                case ReceivedFormat.OtlpProtobuf: OtlpProtobuf.Read(body, sink, 1_000); break;
                case ReceivedFormat.OtlpJson: OtlpJson.Read(body, sink, 1_000); break;
                case ReceivedFormat.PrometheusText: ReadWhole(body, ExpositionFormat.PrometheusText, sink); break;
                case ReceivedFormat.OpenMetrics: ReadWhole(body, ExpositionFormat.OpenMetrics, sink); break;
                default: throw new ArgumentOutOfRangeException(nameof(format));
            }
        }
        catch (UnreadableBodyException)
        {
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
    }

    private static void ReadWhole(byte[] body, ExpositionFormat format, RecordingSink sink)
    {
        try
        {
            Exposition.Read(body, format, sink, 1_000);
        }
        catch (UnreadableBodyException)
        {
            Assert.True(sink.IsUntouched);
            throw;
        }
    }

    private static Action<ProtoWriter> Label(string name, string value) => label => label.Text(1, name).Text(2, value);
}
