using System.Buffers;

namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>
/// Reads a Prometheus remote write 2.0 request (<c>io.prometheus.write.v2.Request</c>) after decompression. A series is known by its declared type and by the texts its
/// references stand for, since the table of texts is another one in each request. Source: https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/
/// </summary>
public sealed class RemoteWrite2
{
    /// <summary>Texts a request may bring; 100,000 samples of engines use a few thousand.</summary>
    internal const int MostSymbols = 500_000;

    // Labels of remote write 1.0 begin with their tag, 0x0a; this is another beginning.
    private const byte Format = 2;

    private const uint Symbols = 4 << 3 | ProtoReader.Bytes, TimeSeries = 5 << 3 | ProtoReader.Bytes;
    private const uint Refs = 1 << 3 | ProtoReader.Bytes, Ref = 1 << 3 | ProtoReader.Varint, Samples = 2 << 3 | ProtoReader.Bytes, Histograms = 3 << 3 | ProtoReader.Bytes;
    private const uint Metadata = 5 << 3 | ProtoReader.Bytes, MetadataType = 1 << 3 | ProtoReader.Varint;
    // Release candidates before the fourth had the start on the series.
    private const uint Created = 6 << 3 | ProtoReader.Varint;
    private const uint SampleValue = 1 << 3 | ProtoReader.Fixed64, SampleTime = 2 << 3 | ProtoReader.Varint, SampleStart = 3 << 3 | ProtoReader.Varint;

    private readonly ISampleSink sink;
    private readonly SampleAllowance allowance;
    private readonly WireBytes identity = new();
    private SeriesNaming? naming;
    private int histograms;

    private RemoteWrite2(ISampleSink sink, int mostSamples) => (this.sink, allowance) = (sink, new SampleAllowance(mostSamples));

    /// <summary>Puts the samples of a request into a sink. Series that cannot be named, native histograms and series with both are refused one by one.</summary>
    /// <param name="body">The message, decompressed.</param>
    /// <param name="sink">Where the samples go; it holds a part of them when the reader throws.</param>
    /// <param name="mostSamples">Samples a request may have.</param>
    /// <exception cref="UnreadableBodyException">The message is broken, refers to texts it does not bring, or has too many samples.</exception>
    public static WireCounts Read(ReadOnlySpan<byte> body, ISampleSink sink, int mostSamples)
    {
        var count = CountSymbols(body);
        var places = ArrayPool<Range>.Shared.Rent(Math.Max(count, 1));
        try
        {
            PlaceSymbols(body, places);
            var table = new SymbolTable(body, places.AsSpan(0, count));
            var reader = new RemoteWrite2(sink, mostSamples);
            var request = new ProtoReader(body);
            while (request.TryReadTag(out var tag))
            {
                if (tag == TimeSeries) reader.ReadSeries(request.ReadBytes(), table);
                else request.Skip(tag);
            }

            return new WireCounts(reader.allowance.Used, reader.histograms);
        }
        finally
        {
            ArrayPool<Range>.Shared.Return(places);
        }
    }

    private static int CountSymbols(ReadOnlySpan<byte> body)
    {
        var request = new ProtoReader(body);
        var count = 0;
        while (request.TryReadTag(out var tag))
        {
            if (tag != Symbols)
            {
                request.Skip(tag);
                continue;
            }

            var symbol = request.ReadBytes();
            if (count++ == 0 && !symbol.IsEmpty) throw Broken("The first symbol must be the empty text.");
            if (count > MostSymbols) throw new UnreadableBodyException(UnreadableKind.TooLarge, $"A request may bring {MostSymbols} symbols.");
        }

        return count;
    }

    private static void PlaceSymbols(ReadOnlySpan<byte> body, Range[] places)
    {
        var request = new ProtoReader(body);
        var count = 0;
        while (request.TryReadTag(out var tag))
        {
            if (tag != Symbols)
            {
                request.Skip(tag);
                continue;
            }

            var length = request.ReadBytes().Length;
            places[count++] = (request.Position - length)..request.Position;
        }
    }

    private void ReadSeries(ReadOnlySpan<byte> message, SymbolTable table)
    {
        int firstSample = -1, samples = 0, native = 0, start = 0;
        long startedAt = 0;
        byte type = 0;
        var series = new ProtoReader(message);
        identity.Truncate();
        identity.Append(Format);
        identity.Append(type);
        var isOpen = false;
        while (series.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Refs:
                    AppendRefs(new ProtoReader(series.ReadBytes()), table, ref isOpen);
                    break;
                case Ref:
                    AppendRef(series.ReadVarint(), table, ref isOpen);
                    break;
                case Samples:
                    series.ReadBytes();
                    if (samples++ == 0) firstSample = start;
                    break;
                case Histograms:
                    series.ReadBytes();
                    native++;
                    break;
                case Metadata:
                    type = TypeOf(series.ReadBytes());
                    break;
                case Created:
                    startedAt = (long)series.ReadVarint();
                    break;
                default:
                    series.Skip(tag);
                    break;
            }

            start = series.Position;
        }

        if (isOpen) throw Broken("Labels come in pairs of references.");
        identity[1] = type;
        allowance.Take(samples);
        histograms += native;
        if (samples > 0 && native > 0)
        {
            sink.Reject(RejectReason.HasSamplesAndHistograms, samples, Name().Example);
            samples = 0;
        }

        if (native > 0) sink.Reject(RejectReason.NativeHistogram, native, Name().Example);
        if (samples > 0 && identity.Length > SampleAllowance.LongestIdentity) sink.Reject(RejectReason.LabelTooLong, samples, "a series with very long labels");
        else if (samples > 0) ReadSamples(message, firstSample, samples, startedAt, (DeclaredType)type);
    }

    private void ReadSamples(ReadOnlySpan<byte> message, int firstSample, int samples, long startedAt, DeclaredType type)
    {
        var slot = sink.Find(identity.Span);
        if (slot < 0)
        {
            var names = Name();
            if (names.Finish(type, Temporality.Cumulative, out var why) is not { } name)
            {
                sink.Reject(why, samples, names.Example);
                return;
            }

            slot = sink.Add(identity.Span, name);
        }

        var series = new ProtoReader(message);
        series.Return(firstSample);
        while (samples > 0 && series.TryReadTag(out var tag))
        {
            if (tag != Samples)
            {
                series.Skip(tag);
                continue;
            }

            ReadSample(series.ReadBytes(), slot, startedAt);
            samples--;
        }
    }

    private void ReadSample(ReadOnlySpan<byte> message, int slot, long startedAt)
    {
        var sample = new ProtoReader(message);
        double value = 0;
        long at = 0;
        while (sample.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case SampleValue: value = sample.ReadDouble(); break;
                case SampleTime: at = (long)sample.ReadVarint(); break;
                case SampleStart: startedAt = (long)sample.ReadVarint(); break;
                default: sample.Skip(tag); break;
            }
        }

        sink.Sample(slot, WireTime.Stated(at), value, startedAt);
    }

    private void AppendRefs(ProtoReader packed, SymbolTable table, ref bool isOpen)
    {
        while (packed.HasMore) AppendRef(packed.ReadVarint(), table, ref isOpen);
    }

    private void AppendRef(ulong reference, SymbolTable table, ref bool isOpen)
    {
        var symbol = table[reference];
        isOpen = !isOpen;
        allowance.TakeIdentity(symbol.Length);
        // Past its greatest length the series is refused; its references are still looked at.
        if (identity.Length <= SampleAllowance.LongestIdentity) identity.AppendCounted(symbol.Length <= SampleAllowance.LongestIdentity ? symbol : symbol[..(SampleAllowance.LongestIdentity + 1)]);
    }

    private SeriesNaming Name()
    {
        naming ??= new SeriesNaming();
        naming.Begin();
        var parts = identity.Span[2..];
        while (!parts.IsEmpty)
        {
            var name = WireBytes.TakeCounted(ref parts);
            // A series that grew too long ends anywhere.
            if (parts.IsEmpty) break;
            naming.MetricOrLabel(name, WireBytes.TakeCounted(ref parts));
        }

        return naming;
    }

    private static byte TypeOf(ReadOnlySpan<byte> message)
    {
        var metadata = new ProtoReader(message);
        var type = DeclaredType.Unknown;
        while (metadata.TryReadTag(out var tag))
        {
            if (tag != MetadataType)
            {
                metadata.Skip(tag);
                continue;
            }

            // Numbers of io.prometheus.write.v2.Metadata.MetricType; a gauge histogram (4) has no counterpart, a state set (7) is a set of gauges.
            type = metadata.ReadVarint() switch
            {
                1 => DeclaredType.Counter,
                2 or 7 => DeclaredType.Gauge,
                3 => DeclaredType.Histogram,
                5 => DeclaredType.Summary,
                6 => DeclaredType.Info,
                _ => DeclaredType.Unknown,
            };
        }

        return (byte)type;
    }

    private static UnreadableBodyException Broken(string sentence) => new(UnreadableKind.Corrupt, sentence);

    /// <summary>The texts of a request.</summary>
    private readonly ref struct SymbolTable(ReadOnlySpan<byte> body, ReadOnlySpan<Range> places)
    {
        private readonly ReadOnlySpan<byte> body = body;
        private readonly ReadOnlySpan<Range> places = places;

        public ReadOnlySpan<byte> this[ulong reference] =>
            reference < (ulong)places.Length ? body[places[(int)reference]] : throw Broken("A label refers to a symbol that is not there.");
    }
}
