namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>
/// Reads a Prometheus remote write 1.0 request (<c>prometheus.WriteRequest</c>) after decompression. A series is known by the bytes of its labels as they stand in the
/// request: for one met before nothing is decoded and nothing allocated. Source: https://prometheus.io/docs/specs/prw/remote_write_spec/
/// </summary>
public sealed class RemoteWrite1
{
    private const uint TimeSeries = 1 << 3 | ProtoReader.Bytes;
    private const uint Labels = 1 << 3 | ProtoReader.Bytes, Samples = 2 << 3 | ProtoReader.Bytes, Histograms = 4 << 3 | ProtoReader.Bytes;
    private const uint LabelName = 1 << 3 | ProtoReader.Bytes, LabelValue = 2 << 3 | ProtoReader.Bytes;
    private const uint SampleValue = 1 << 3 | ProtoReader.Fixed64, SampleTime = 2 << 3 | ProtoReader.Varint;

    private readonly ISampleSink sink;
    private readonly SampleAllowance allowance;
    private WireBytes? scattered;
    private SeriesNaming? naming;
    private int histograms;

    private RemoteWrite1(ISampleSink sink, int mostSamples) => (this.sink, allowance) = (sink, new SampleAllowance(mostSamples));

    /// <summary>Puts the samples of a request into a sink. Series that cannot be named and native histograms are refused one by one; metadata is passed over.</summary>
    /// <param name="body">The message, decompressed.</param>
    /// <param name="sink">Where the samples go; it holds a part of them when the reader throws.</param>
    /// <param name="mostSamples">Samples a request may have.</param>
    /// <exception cref="UnreadableBodyException">The message is broken or has too many samples.</exception>
    public static WireCounts Read(ReadOnlySpan<byte> body, ISampleSink sink, int mostSamples)
    {
        var reader = new RemoteWrite1(sink, mostSamples);
        var request = new ProtoReader(body);
        while (request.TryReadTag(out var tag))
        {
            if (tag == TimeSeries) reader.ReadSeries(request.ReadBytes());
            else request.Skip(tag);
        }

        return new WireCounts(reader.allowance.Used, reader.histograms);
    }

    private void ReadSeries(ReadOnlySpan<byte> message)
    {
        var series = new ProtoReader(message);
        int labelsStart = -1, labelsEnd = -1, firstSample = -1, samples = 0, native = 0;
        var together = true;
        var start = 0;
        while (series.TryReadTag(out var tag))
        {
            series.Skip(tag);
            if (tag == Labels)
            {
                if (labelsStart < 0) labelsStart = start;
                else together &= labelsEnd == start;
                labelsEnd = series.Position;
            }
            else if (tag == Samples)
            {
                if (samples++ == 0) firstSample = start;
            }
            else if (tag == Histograms)
            {
                native++;
            }

            start = series.Position;
        }

        if (samples + native == 0) return;
        allowance.Take(samples);
        histograms += native;
        var identity = labelsStart < 0 ? [] : together ? series.Between(labelsStart, labelsEnd) : Gather(message);
        if (native > 0) sink.Reject(RejectReason.NativeHistogram, native, Name(identity).Example);
        if (samples > 0 && identity.Length > SampleAllowance.LongestIdentity) sink.Reject(RejectReason.LabelTooLong, samples, "a series with very long labels");
        else if (samples > 0) ReadSamples(message, firstSample, samples, identity);
    }

    private void ReadSamples(ReadOnlySpan<byte> message, int firstSample, int samples, ReadOnlySpan<byte> identity)
    {
        var slot = identity.IsEmpty ? -1 : sink.Find(identity);
        if (slot < 0)
        {
            var names = Name(identity);
            if (names.Finish(DeclaredType.Unknown, Temporality.Cumulative, out var why) is not { } name)
            {
                sink.Reject(why, samples, names.Example);
                return;
            }

            slot = sink.Add(identity, name);
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

            ReadSample(series.ReadBytes(), slot);
            samples--;
        }
    }

    private void ReadSample(ReadOnlySpan<byte> message, int slot)
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
                default: sample.Skip(tag); break;
            }
        }

        sink.Sample(slot, WireTime.Stated(at), value);
    }

    /// <summary>Labels between which something else stands, brought together.</summary>
    private ReadOnlySpan<byte> Gather(ReadOnlySpan<byte> message)
    {
        scattered ??= new WireBytes();
        scattered.Truncate();
        var series = new ProtoReader(message);
        var start = 0;
        while (series.TryReadTag(out var tag))
        {
            series.Skip(tag);
            if (tag == Labels) scattered.Append(series.Between(start, series.Position));
            start = series.Position;
        }

        return scattered.Span;
    }

    private SeriesNaming Name(ReadOnlySpan<byte> identity)
    {
        naming ??= new SeriesNaming();
        naming.Begin();
        var labels = new ProtoReader(identity);
        while (labels.TryReadTag(out _))
        {
            var label = new ProtoReader(labels.ReadBytes());
            ReadOnlySpan<byte> name = [], value = [];
            while (label.TryReadTag(out var tag))
            {
                switch (tag)
                {
                    case LabelName: name = label.ReadBytes(); break;
                    case LabelValue: value = label.ReadBytes(); break;
                    default: label.Skip(tag); break;
                }
            }

            naming.MetricOrLabel(name, value);
        }

        return naming;
    }
}
