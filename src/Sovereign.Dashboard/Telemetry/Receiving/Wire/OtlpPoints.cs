using System.Globalization;
using System.Runtime.InteropServices;
using Sovereign.Analytics.Rollups;

namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>
/// What OTLP metrics mean as samples, for both of their encodings: attributes become labels, histograms the series Prometheus has for them. A reader announces resource,
/// scope and metric, then for each point its attributes and its numbers. Source: https://opentelemetry.io/docs/specs/otel/metrics/data-model/ and
/// https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/
/// </summary>
/// <remarks>
/// A point's attribute wins over the resource's of the same name; attributes that are lists, maps or bytes are dropped. The scope's name becomes the label
/// <c>otel.scope.name</c>, for two libraries may have a metric of one name. Minimum, maximum, exemplars and quantiles are dropped.
/// </remarks>
internal sealed class OtlpPoints(ISampleSink sink, int mostSamples)
{
    // Labels of remote write 1.0 begin with their tag, 0x0a; this is another beginning.
    private const byte Format = 3;

    // More than the grid has bounds; the kits of OpenTelemetry stop at 160 buckets.
    private const int MostBuckets = 16_384;

    private readonly SampleAllowance allowance = new(mostSamples);
    private readonly WireBytes resource = new();
    private readonly WireBytes scope = new(64);
    private readonly WireBytes metric = new(128);
    private readonly WireBytes attributes = new();
    private readonly WireBytes identity = new(1024);
    private readonly List<ulong> counts = [];
    private readonly List<double> bounds = [];
    private readonly List<ulong> negativeCounts = [];
    private readonly SortedList<int, ulong> grid = [];
    private SeriesNaming? naming;
    private DeclaredType type;
    private Temporality temporality;
    private bool overflowed;
    private int prefix;

    /// <summary>Part of a point that is a series of its own.</summary>
    private enum Part : byte
    {
        Whole,
        Bucket,
        Sum,
        Count,
    }

    /// <summary>Samples put into the sink.</summary>
    public int Samples => allowance.Used;

    /// <summary>Count of the next bucket of the histogram point that is read; of an exponential one the next positive bucket.</summary>
    public void AddCount(ulong count) => AddTo(counts, count);

    /// <summary>Upper bound of the next bucket of the histogram point that is read; the last bucket has none.</summary>
    public void AddBound(double bound) => AddTo(bounds, bound);

    /// <summary>Count of the next negative bucket of the exponential histogram point that is read.</summary>
    public void AddNegativeCount(ulong count) => AddTo(negativeCounts, count);

    public void BeginResource() => resource.Truncate();

    public void ResourceAttribute(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Append(resource, name, value);

    public void BeginScope(ReadOnlySpan<byte> name)
    {
        scope.Truncate();
        scope.AppendCounted(Bounded(name));
    }

    public void BeginMetric(ReadOnlySpan<byte> name)
    {
        metric.Truncate();
        metric.AppendCounted(Bounded(name));
    }

    public void BeginPoint()
    {
        attributes.Truncate();
        counts.Clear();
        bounds.Clear();
        negativeCounts.Clear();
        overflowed = false;
    }

    public void PointAttribute(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("otel.metric.overflow"u8) && value.SequenceEqual("true"u8)) overflowed = true;
        Append(attributes, name, value);
    }

    /// <summary>Spelling of an attribute that is a number.</summary>
    public static ReadOnlySpan<byte> Text(long value, Span<byte> room)
    {
        value.TryFormat(room, out var written, default, CultureInfo.InvariantCulture);
        return room[..written];
    }

    /// <summary>Spelling of an attribute that is a number with a fraction.</summary>
    public static ReadOnlySpan<byte> Text(double value, Span<byte> room)
    {
        value.TryFormat(room, out var written, default, CultureInfo.InvariantCulture);
        return room[..written];
    }

    /// <summary>Spelling of an attribute that is true or false.</summary>
    public static ReadOnlySpan<byte> Text(bool value) => value ? "true"u8 : "false"u8;

    /// <summary>A point of a gauge.</summary>
    public void Gauge(in OtlpPoint point)
    {
        if (!Begin(DeclaredType.Gauge, Temporality.Cumulative)) return;
        // The start of a gauge says nothing of it.
        Number(point with { Start = 0 });
    }

    /// <summary>A point of a sum. One that may fall is a gauge where it runs on.</summary>
    public void Sum(in OtlpPoint point, OtlpTemporality stated, bool isMonotonic)
    {
        if (!Begin(isMonotonic ? DeclaredType.Counter : DeclaredType.Gauge, stated, point)) return;
        Number(isMonotonic || temporality == Temporality.Delta ? point : point with { Start = 0 });
    }

    /// <summary>A point of a histogram with stated bounds.</summary>
    public void Histogram(in OtlpPoint point, OtlpTemporality stated)
    {
        if (!Begin(DeclaredType.Histogram, stated, point)) return;
        if (point.HasNoRecordedValue)
        {
            foreach (var bound in bounds) EmitEnd(bound, point);
            End(point);
            return;
        }

        if (!AreWhole(point.Count))
        {
            Refuse(RejectReason.BucketsNotCumulative);
            return;
        }

        ulong below = 0;
        for (var i = 0; i < bounds.Count; i++)
        {
            below += counts[i];
            Emit(Part.Bucket, bounds[i], below, point);
        }

        Rest(point);
    }

    /// <summary>A point of an exponential histogram, lowered to the <see cref="ExponentialGrid"/>.</summary>
    public void ExponentialHistogram(in OtlpPoint point, OtlpTemporality stated)
    {
        if (!Begin(DeclaredType.Histogram, stated, point)) return;
        if (point.HasNoRecordedValue)
        {
            End(point);
            return;
        }

        if (!TryLower(point))
        {
            Refuse(RejectReason.BucketsNotCumulative);
            return;
        }

        ulong below = 0;
        foreach (var (number, count) in grid)
        {
            below += count;
            if (number != ExponentialGrid.Infinity) Emit(Part.Bucket, ExponentialGrid.Bound(number), below, point);
        }

        Rest(point);
    }

    /// <summary>A point of a summary: its sum and count. Quantiles of several engines cannot be brought together.</summary>
    public void Summary(in OtlpPoint point)
    {
        if (!Begin(DeclaredType.Summary, Temporality.Cumulative)) return;
        if (point.HasNoRecordedValue)
        {
            Emit(Part.Sum, 0, StaleMarker.Value, point);
            Emit(Part.Count, 0, StaleMarker.Value, point);
            return;
        }

        if (point.Value is { } sum) Emit(Part.Sum, 0, sum, point);
        Emit(Part.Count, 0, point.Count, point);
    }

    private bool Begin(DeclaredType declared, OtlpTemporality stated, in OtlpPoint point)
    {
        // A delta counts an interval; one without both of its ends counts none.
        var isUnknown = stated is not (OtlpTemporality.Delta or OtlpTemporality.Cumulative)
            || stated == OtlpTemporality.Delta && !point.HasNoRecordedValue && (point.Start == 0 || point.Time == 0);
        if (!isUnknown) return Begin(declared, stated == OtlpTemporality.Delta ? Temporality.Delta : Temporality.Cumulative);
        Refuse(RejectReason.UnspecifiedTemporality);
        return false;
    }

    private bool Begin(DeclaredType declared, Temporality known)
    {
        type = declared;
        temporality = known;
        identity.Truncate();
        identity.Append(Format);
        identity.Append((byte)declared);
        identity.Append((byte)known);
        identity.AppendCounted(metric.Span);
        identity.AppendCounted(scope.Span);
        identity.AppendCounted(resource.Span);
        identity.AppendCounted(attributes.Span);
        prefix = identity.Length;
        allowance.TakeIdentity(prefix);
        if (overflowed) Refuse(RejectReason.SenderOverflow);
        if (prefix <= SampleAllowance.LongestIdentity) return true;
        Refuse(RejectReason.LabelTooLong);
        return false;
    }

    private void Number(in OtlpPoint point)
    {
        if (point.HasNoRecordedValue) Emit(Part.Whole, 0, StaleMarker.Value, point);
        else if (point.Value is { } value) Emit(Part.Whole, 0, value, point);
        else Refuse(RejectReason.NoData);
    }

    // What every histogram has beside its buckets with a bound.
    private void Rest(in OtlpPoint point)
    {
        Emit(Part.Bucket, double.PositiveInfinity, point.Count, point);
        if (point.Value is { } sum) Emit(Part.Sum, 0, sum, point);
        Emit(Part.Count, 0, point.Count, point);
    }

    private void End(in OtlpPoint point)
    {
        EmitEnd(double.PositiveInfinity, point);
        Emit(Part.Sum, 0, StaleMarker.Value, point);
        Emit(Part.Count, 0, StaleMarker.Value, point);
    }

    private void EmitEnd(double bound, in OtlpPoint point) => Emit(Part.Bucket, bound, StaleMarker.Value, point);

    // Neither bounds nor counts: only sum and count were kept. Else one count more than bounds, which rise, and counts that add up.
    private bool AreWhole(ulong count)
    {
        if (bounds.Count == 0 && counts.Count == 0) return true;
        if (counts.Count != bounds.Count + 1) return false;
        for (var i = 0; i < bounds.Count; i++)
        {
            if (!double.IsFinite(bounds[i]) || i > 0 && !(bounds[i] > bounds[i - 1])) return false;
        }

        return SumOf(counts) == count;
    }

    private bool TryLower(in OtlpPoint point)
    {
        grid.Clear();
        var scale = (int)Math.Clamp(point.Scale, -64, 128);
        var offset = Math.Clamp(point.PositiveOffset, int.MinValue, int.MaxValue);
        var first = counts.FindIndex(count => count > 0);
        var last = counts.FindLastIndex(count => count > 0);
        if (SumOf(counts) + SumOf(negativeCounts) + point.ZeroCount != point.Count) return false;
        var atOrBelowZero = (ulong)SumOf(negativeCounts) + point.ZeroCount;
        if (atOrBelowZero > 0) Add(ExponentialGrid.FirstAtOrAbove(point.ZeroThreshold), atOrBelowZero);
        if (first < 0) return true;
        // The lower bound of the lowest bucket, so that percentiles within it have both of its sides.
        Add(ExponentialGrid.LowerBound(offset + first, scale), 0);
        for (var i = first; i <= last; i++) Add(ExponentialGrid.UpperBound(offset + i, scale), counts[i]);
        return true;
    }

    private void Add(int number, ulong count)
    {
        // Buckets come in order, so that what is there already is mostly the last.
        if (!grid.TryAdd(number, count)) grid[number] += count;
    }

    private static void AddTo<T>(List<T> list, T item)
    {
        if (list.Count == MostBuckets) throw new UnreadableBodyException(UnreadableKind.TooLarge, $"A histogram may have {MostBuckets} buckets.");
        list.Add(item);
    }

    private static UInt128 SumOf(List<ulong> counted)
    {
        UInt128 sum = 0;
        foreach (var count in CollectionsMarshal.AsSpan(counted)) sum += count;
        return sum;
    }

    private void Emit(Part part, double bound, double value, in OtlpPoint point)
    {
        allowance.Take(1);
        identity.Truncate(prefix);
        identity.Append((byte)part);
        if (part == Part.Bucket) identity.Append(bound);
        var slot = sink.Find(identity.Span);
        if (slot < 0)
        {
            var names = Name(part, bound);
            if (names.Finish(type, temporality, out var why) is not { } name)
            {
                sink.Reject(why, 1, names.Example);
                return;
            }

            slot = sink.Add(identity.Span, name);
        }

        sink.Sample(slot, WireTime.OfNanoseconds(point.Time), value, WireTime.OfNanoseconds(point.Start));
    }

    private void Refuse(RejectReason reason) => sink.Reject(reason, 1, (naming ??= new SeriesNaming()).Begin().Metric(NameOf(metric)).Example);

    private SeriesNaming Name(Part part, double bound)
    {
        naming ??= new SeriesNaming();
        naming.Begin().Metric(NameOf(metric), part switch { Part.Bucket => "_bucket", Part.Sum => "_sum", Part.Count => "_count", _ => "" });
        if (part == Part.Bucket) naming.Label("le", PrometheusNumber.Write(bound));
        for (var parts = attributes.Span; !parts.IsEmpty;) naming.Label(WireBytes.TakeCounted(ref parts), WireBytes.TakeCounted(ref parts));
        for (var parts = resource.Span; !parts.IsEmpty;) naming.LabelUnlessThere(WireBytes.TakeCounted(ref parts), WireBytes.TakeCounted(ref parts));
        naming.LabelUnlessThere("otel.scope.name"u8, NameOf(scope));
        return naming;
    }

    private static ReadOnlySpan<byte> NameOf(WireBytes counted)
    {
        var parts = counted.Span;
        return WireBytes.TakeCounted(ref parts);
    }

    private static void Append(WireBytes list, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (list.Length > SampleAllowance.LongestIdentity || name.SequenceEqual("__name__"u8)) return;
        list.AppendCounted(Bounded(name));
        list.AppendCounted(Bounded(value));
    }

    // Too long to be kept in any case; the series is refused for its length.
    private static ReadOnlySpan<byte> Bounded(ReadOnlySpan<byte> text) => text.Length > SampleAllowance.LongestIdentity ? text[..(SampleAllowance.LongestIdentity + 1)] : text;
}
