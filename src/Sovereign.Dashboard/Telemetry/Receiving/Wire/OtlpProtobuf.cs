namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>
/// Reads an OTLP <c>ExportMetricsServiceRequest</c> in protobuf. Source of the numbers: opentelemetry-proto, <c>opentelemetry/proto/metrics/v1/metrics.proto</c>.
/// </summary>
public sealed class OtlpProtobuf
{
    private const uint ResourceMetrics = 1 << 3 | ProtoReader.Bytes;
    private const uint Resource = 1 << 3 | ProtoReader.Bytes, ResourceAttributes = 1 << 3 | ProtoReader.Bytes, ScopeMetrics = 2 << 3 | ProtoReader.Bytes;
    private const uint Scope = 1 << 3 | ProtoReader.Bytes, ScopeName = 1 << 3 | ProtoReader.Bytes, Metrics = 2 << 3 | ProtoReader.Bytes;
    private const uint MetricName = 1 << 3 | ProtoReader.Bytes;
    private const uint Gauge = 5 << 3 | ProtoReader.Bytes, Sum = 7 << 3 | ProtoReader.Bytes, Histogram = 9 << 3 | ProtoReader.Bytes;
    private const uint ExponentialHistogram = 10 << 3 | ProtoReader.Bytes, Summary = 11 << 3 | ProtoReader.Bytes;
    private const uint DataPoints = 1 << 3 | ProtoReader.Bytes, AggregationTemporality = 2 << 3 | ProtoReader.Varint, IsMonotonic = 3 << 3 | ProtoReader.Varint;
    private const uint Start = 2 << 3 | ProtoReader.Fixed64, Time = 3 << 3 | ProtoReader.Fixed64, Fourth = 4 << 3 | ProtoReader.Fixed64;
    private const uint TotalOfPoint = 5 << 3 | ProtoReader.Fixed64, AsInt = 6 << 3 | ProtoReader.Fixed64;
    private const uint NumberAttributes = 7 << 3 | ProtoReader.Bytes, NumberFlags = 8 << 3 | ProtoReader.Varint;
    private const uint PackedCounts = 6 << 3 | ProtoReader.Bytes, LooseCount = 6 << 3 | ProtoReader.Fixed64;
    private const uint PackedBounds = 7 << 3 | ProtoReader.Bytes, LooseBound = 7 << 3 | ProtoReader.Fixed64;
    private const uint HistogramAttributes = 9 << 3 | ProtoReader.Bytes, HistogramFlags = 10 << 3 | ProtoReader.Varint;
    private const uint ExponentialAttributes = 1 << 3 | ProtoReader.Bytes, Scale = 6 << 3 | ProtoReader.Varint, ZeroCount = 7 << 3 | ProtoReader.Fixed64;
    private const uint Positive = 8 << 3 | ProtoReader.Bytes, Negative = 9 << 3 | ProtoReader.Bytes, ZeroThreshold = 14 << 3 | ProtoReader.Fixed64;
    private const uint Offset = 1 << 3 | ProtoReader.Varint, PackedBuckets = 2 << 3 | ProtoReader.Bytes, LooseBucket = 2 << 3 | ProtoReader.Varint;
    private const uint Key = 1 << 3 | ProtoReader.Bytes, Value = 2 << 3 | ProtoReader.Bytes;
    private const uint Text = 1 << 3 | ProtoReader.Bytes, Truth = 2 << 3 | ProtoReader.Varint, Whole = 3 << 3 | ProtoReader.Varint, Fraction = 4 << 3 | ProtoReader.Fixed64;

    private readonly OtlpPoints points;

    private OtlpProtobuf(OtlpPoints points) => this.points = points;

    /// <summary>Puts the data points of a request into a sink, as samples; what a point lacks is refused point by point.</summary>
    /// <param name="body">The message, decompressed.</param>
    /// <param name="sink">Where the samples go; it holds a part of them when the reader throws.</param>
    /// <param name="mostSamples">Samples a request may have, each bucket counted.</param>
    /// <exception cref="UnreadableBodyException">The message is broken or has too many samples.</exception>
    public static WireCounts Read(ReadOnlySpan<byte> body, ISampleSink sink, int mostSamples)
    {
        var points = new OtlpPoints(sink, mostSamples);
        var reader = new OtlpProtobuf(points);
        var request = new ProtoReader(body);
        while (request.TryReadTag(out var tag))
        {
            if (tag == ResourceMetrics) reader.ReadResource(request.ReadBytes());
            else request.Skip(tag);
        }

        return new WireCounts(points.Samples, 0);
    }

    // Fields may come in any order, and what names a series may follow its points: each message is looked through for that first.
    private void ReadResource(ReadOnlySpan<byte> message)
    {
        points.BeginResource();
        var resource = new ProtoReader(message);
        while (resource.TryReadTag(out var tag))
        {
            if (tag != Resource)
            {
                resource.Skip(tag);
                continue;
            }

            var fields = new ProtoReader(resource.ReadBytes());
            while (fields.TryReadTag(out var field))
            {
                if (field == ResourceAttributes) ReadAttribute(fields.ReadBytes(), ofPoint: false);
                else fields.Skip(field);
            }
        }

        resource.Return(0);
        while (resource.TryReadTag(out var tag))
        {
            if (tag == ScopeMetrics) ReadScope(resource.ReadBytes());
            else resource.Skip(tag);
        }
    }

    private void ReadScope(ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> name = [];
        var scope = new ProtoReader(message);
        while (scope.TryReadTag(out var tag))
        {
            if (tag == Scope) name = NameIn(scope.ReadBytes(), ScopeName);
            else scope.Skip(tag);
        }

        points.BeginScope(name);
        scope.Return(0);
        while (scope.TryReadTag(out var tag))
        {
            if (tag == Metrics) ReadMetric(scope.ReadBytes());
            else scope.Skip(tag);
        }
    }

    private void ReadMetric(ReadOnlySpan<byte> message)
    {
        points.BeginMetric(NameIn(message, MetricName));
        var metric = new ProtoReader(message);
        while (metric.TryReadTag(out var tag))
        {
            if (tag is Gauge or Sum or Histogram or ExponentialHistogram or Summary) ReadPoints(metric.ReadBytes(), tag);
            else metric.Skip(tag);
        }
    }

    private void ReadPoints(ReadOnlySpan<byte> message, uint kind)
    {
        var temporality = OtlpTemporality.Unspecified;
        var isMonotonic = false;
        var data = new ProtoReader(message);
        while (data.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case AggregationTemporality: temporality = (OtlpTemporality)Math.Min(data.ReadVarint(), int.MaxValue); break;
                case IsMonotonic: isMonotonic = data.ReadVarint() != 0; break;
                default: data.Skip(tag); break;
            }
        }

        data.Return(0);
        while (data.TryReadTag(out var tag))
        {
            if (tag != DataPoints)
            {
                data.Skip(tag);
                continue;
            }

            points.BeginPoint();
            var point = data.ReadBytes();
            switch (kind)
            {
                case Gauge: points.Gauge(ReadNumber(point)); break;
                case Sum: points.Sum(ReadNumber(point), temporality, isMonotonic); break;
                case Histogram: points.Histogram(ReadHistogram(point), temporality); break;
                case ExponentialHistogram: points.ExponentialHistogram(ReadExponential(point), temporality); break;
                default: points.Summary(ReadSummary(point)); break;
            }
        }
    }

    private OtlpPoint ReadNumber(ReadOnlySpan<byte> message)
    {
        var point = new OtlpPoint();
        var fields = new ProtoReader(message);
        while (fields.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Start: point.Start = fields.ReadFixed64(); break;
                case Time: point.Time = fields.ReadFixed64(); break;
                case Fourth: point.Value = fields.ReadDouble(); break;
                case AsInt: point.Value = (long)fields.ReadFixed64(); break;
                case NumberFlags: point.Flags = fields.ReadVarint(); break;
                case NumberAttributes: ReadAttribute(fields.ReadBytes(), ofPoint: true); break;
                default: fields.Skip(tag); break;
            }
        }

        return point;
    }

    private OtlpPoint ReadSummary(ReadOnlySpan<byte> message)
    {
        var point = new OtlpPoint();
        var fields = new ProtoReader(message);
        while (fields.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Start: point.Start = fields.ReadFixed64(); break;
                case Time: point.Time = fields.ReadFixed64(); break;
                case Fourth: point.Count = fields.ReadFixed64(); break;
                case TotalOfPoint: point.Value = fields.ReadDouble(); break;
                case NumberFlags: point.Flags = fields.ReadVarint(); break;
                case NumberAttributes: ReadAttribute(fields.ReadBytes(), ofPoint: true); break;
                default: fields.Skip(tag); break;
            }
        }

        // proto3 leaves a sum of 0 out.
        point.Value ??= 0;
        return point;
    }

    private OtlpPoint ReadHistogram(ReadOnlySpan<byte> message)
    {
        var point = new OtlpPoint();
        var fields = new ProtoReader(message);
        while (fields.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Start: point.Start = fields.ReadFixed64(); break;
                case Time: point.Time = fields.ReadFixed64(); break;
                case Fourth: point.Count = fields.ReadFixed64(); break;
                case TotalOfPoint: point.Value = fields.ReadDouble(); break;
                case LooseCount: points.AddCount(fields.ReadFixed64()); break;
                case LooseBound: points.AddBound(fields.ReadDouble()); break;
                case PackedCounts:
                    for (var packed = new ProtoReader(fields.ReadBytes()); packed.HasMore;) points.AddCount(packed.ReadFixed64());
                    break;
                case PackedBounds:
                    for (var packed = new ProtoReader(fields.ReadBytes()); packed.HasMore;) points.AddBound(packed.ReadDouble());
                    break;
                case HistogramFlags: point.Flags = fields.ReadVarint(); break;
                case HistogramAttributes: ReadAttribute(fields.ReadBytes(), ofPoint: true); break;
                default: fields.Skip(tag); break;
            }
        }

        return point;
    }

    private OtlpPoint ReadExponential(ReadOnlySpan<byte> message)
    {
        var point = new OtlpPoint();
        var fields = new ProtoReader(message);
        while (fields.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Start: point.Start = fields.ReadFixed64(); break;
                case Time: point.Time = fields.ReadFixed64(); break;
                case Fourth: point.Count = fields.ReadFixed64(); break;
                case TotalOfPoint: point.Value = fields.ReadDouble(); break;
                case Scale: point.Scale = fields.ReadZigZag(); break;
                case ZeroCount: point.ZeroCount = fields.ReadFixed64(); break;
                case ZeroThreshold: point.ZeroThreshold = fields.ReadDouble(); break;
                case Positive: point.PositiveOffset = ReadBuckets(fields.ReadBytes(), negative: false); break;
                case Negative: ReadBuckets(fields.ReadBytes(), negative: true); break;
                case HistogramFlags: point.Flags = fields.ReadVarint(); break;
                case ExponentialAttributes: ReadAttribute(fields.ReadBytes(), ofPoint: true); break;
                default: fields.Skip(tag); break;
            }
        }

        return point;
    }

    private long ReadBuckets(ReadOnlySpan<byte> message, bool negative)
    {
        long offset = 0;
        var fields = new ProtoReader(message);
        while (fields.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Offset: offset = fields.ReadZigZag(); break;
                case LooseBucket: AddBucket(fields.ReadVarint(), negative); break;
                case PackedBuckets:
                    for (var packed = new ProtoReader(fields.ReadBytes()); packed.HasMore;) AddBucket(packed.ReadVarint(), negative);
                    break;
                default: fields.Skip(tag); break;
            }
        }

        return offset;
    }

    private void AddBucket(ulong count, bool negative)
    {
        if (negative) points.AddNegativeCount(count);
        else points.AddCount(count);
    }

    private void ReadAttribute(ReadOnlySpan<byte> message, bool ofPoint)
    {
        ReadOnlySpan<byte> key = [], value = [];
        var attribute = new ProtoReader(message);
        while (attribute.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Key: key = attribute.ReadBytes(); break;
                case Value: value = attribute.ReadBytes(); break;
                default: attribute.Skip(tag); break;
            }
        }

        Span<byte> room = stackalloc byte[32];
        scoped ReadOnlySpan<byte> text = [];
        var any = new ProtoReader(value);
        while (any.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Text: text = any.ReadBytes(); break;
                case Truth: text = OtlpPoints.Text(any.ReadVarint() != 0); break;
                case Whole: text = OtlpPoints.Text((long)any.ReadVarint(), room); break;
                case Fraction: text = OtlpPoints.Text(any.ReadDouble(), room); break;
                // Lists, maps and bytes: not what tells series apart.
                default: any.Skip(tag); break;
            }
        }

        if (text.IsEmpty) return;
        if (ofPoint) points.PointAttribute(key, text);
        else points.ResourceAttribute(key, text);
    }

    private static ReadOnlySpan<byte> NameIn(ReadOnlySpan<byte> message, uint wanted)
    {
        ReadOnlySpan<byte> name = [];
        var fields = new ProtoReader(message);
        while (fields.TryReadTag(out var tag))
        {
            if (tag == wanted) name = fields.ReadBytes();
            else fields.Skip(tag);
        }

        return name;
    }
}
