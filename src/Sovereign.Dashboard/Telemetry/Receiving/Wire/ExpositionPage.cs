using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>A page of exposition text as read, before anything of it is believed.</summary>
internal sealed class ExpositionPage(ExpositionFormat format, int mostSamples)
{
    // Labels of remote write 1.0 begin with their tag, 0x0a; these are other beginnings.
    private const byte FormatText = 4;

    private readonly SampleAllowance allowance = new(mostSamples);
    private readonly List<ExpositionSample> samples = [];
    // By a hash of the name's bytes, so that a line asks without making a text.
    private readonly Dictionary<UInt128, ExpositionFamily> families = [];
    private readonly WireBytes names = new(4096);
    private readonly WireBytes unescaped = new();
    private readonly WireBytes grouping = new();
    private readonly List<(Range Name, Range Value)> labels = [];
    private bool isOver;

    private bool IsOpenMetrics => format == ExpositionFormat.OpenMetrics;

    public IReadOnlyList<ExpositionSample> Samples => samples;

    public Span<ExpositionSample> SampleSpan => CollectionsMarshal.AsSpan(samples);

    public ReadOnlySpan<byte> IdentityOf(in ExpositionSample sample) => names.Span.Slice(sample.Start, sample.Length);

    /// <summary>The metric's name, with its suffix.</summary>
    public ReadOnlySpan<byte> MetricOf(in ExpositionSample sample)
    {
        var parts = IdentityOf(sample)[2..];
        return WireBytes.TakeCounted(ref parts);
    }

    /// <summary>The family whose start a metric <c>…_created</c> states; null where there is none.</summary>
    /// <param name="metric">The metric's name without the ending.</param>
    public ExpositionFamily? FamilyOfStart(ReadOnlySpan<byte> metric)
    {
        if (Known(metric) is { Type: DeclaredType.Counter or DeclaredType.Histogram or DeclaredType.Summary } family) return family;
        // Text 0.0.4 names the family of a counter with its ending.
        return Known(metric, "_total"u8) is { Type: DeclaredType.Counter } counter ? counter : null;
    }

    /// <summary>The group of a sample as one of another family.</summary>
    public UInt128 GroupOf(in ExpositionSample sample, ExpositionFamily family)
    {
        var parts = IdentityOf(sample)[2..];
        WireBytes.TakeCounted(ref parts);
        return GroupOf(family, parts);
    }

    /// <exception cref="UnreadableBodyException">The page is broken or has too many samples.</exception>
    public void Read(ReadOnlySpan<byte> page)
    {
        var number = 0;
        while (!page.IsEmpty)
        {
            number++;
            var length = page.IndexOf((byte)'\n');
            var line = length < 0 ? page : page[..length];
            page = length < 0 ? [] : page[(length + 1)..];
            ReadLine(line, number);
        }

        if (IsOpenMetrics && !isOver) throw new UnreadableBodyException(UnreadableKind.Corrupt, $"Line {number + 1}: the page ends without # EOF.");
    }

    private void ReadLine(ReadOnlySpan<byte> text, int number)
    {
        var line = new ExpositionLine(text, number);
        if (isOver) throw line.Broken("something follows # EOF");
        if (text.EndsWith("\r"u8)) throw line.Broken("it ends in CR LF; lines end in LF alone");
        if (!Utf8.IsValid(text)) throw line.Broken("it is not UTF-8");
        if (line.IsAtEnd) return;
        if (line.TryTake('#')) ReadComment(text, line);
        else ReadSample(line);
    }

    private void ReadComment(ReadOnlySpan<byte> text, ExpositionLine line)
    {
        if (IsOpenMetrics && text.SequenceEqual("# EOF"u8)) isOver = true;
        // "#TYPE" is a comment: the word stands alone.
        var blanks = text.TrimStart(" \t"u8)[1..];
        if (blanks.IsEmpty || blanks[0] is not ((byte)' ' or (byte)'\t') || !line.TakeWord().SequenceEqual("TYPE"u8)) return;
        var name = TakeFamilyName(ref line);
        var word = Encoding.UTF8.GetString(line.TakeWord());
        if (!line.IsAtEnd) throw line.Broken("something follows the type");
        var family = Known(name) ?? Add(name);
        if (family.IsTyped) throw line.Broken($"a second TYPE for {ExpositionLine.Shown(name)}");
        if (family.IsSampled) throw line.Broken($"the TYPE of {ExpositionLine.Shown(name)} comes after its first sample");
        family.IsTyped = true;
        family.Type = TypeOf(word, line);
        family.IsGaugeHistogram = word.Equals("gaugehistogram", StringComparison.OrdinalIgnoreCase);
    }

    private DeclaredType TypeOf(string word, in ExpositionLine line) => (IsOpenMetrics ? word : word.ToLowerInvariant()) switch
    {
        "counter" => DeclaredType.Counter,
        "gauge" => DeclaredType.Gauge,
        "histogram" => DeclaredType.Histogram,
        "summary" => DeclaredType.Summary,
        "untyped" when !IsOpenMetrics => DeclaredType.Unknown,
        "unknown" or "gaugehistogram" => DeclaredType.Unknown,
        "info" => DeclaredType.Info,
        "stateset" => DeclaredType.Gauge,
        _ => throw line.Broken("the type is none of counter, gauge, histogram, summary and untyped"),
    };

    private ReadOnlySpan<byte> TakeFamilyName(ref ExpositionLine line)
    {
        if (!line.IsAtQuote) return line.TakeName(withColons: true);
        unescaped.Truncate();
        line.TakeQuoted(unescaped, IsOpenMetrics);
        return unescaped.Span;
    }

    private void ReadSample(ExpositionLine line)
    {
        allowance.Take(1);
        unescaped.Truncate();
        labels.Clear();
        var metric = 0..0;
        if (!line.TryTake('{'))
        {
            unescaped.Append(line.TakeName(withColons: true));
            metric = 0..unescaped.Length;
            if (line.TryTake('{')) ReadLabels(ref line, ref metric);
        }
        else
        {
            ReadLabels(ref line, ref metric);
        }

        if (metric.End.Value == 0) throw line.Broken("the name of the metric is missing");
        var value = line.TakeNumber();
        var at = line.IsAtEnd || IsOpenMetrics && line.TryTake('#') && ReadExemplar(ref line) ? 0 : TakeTime(ref line);
        if (!line.IsAtEnd && !(IsOpenMetrics && line.TryTake('#') && ReadExemplar(ref line))) throw line.Broken("something follows the sample");
        Add(metric, value, at);
    }

    private long TakeTime(ref ExpositionLine line)
    {
        var word = line.TakeWord();
        long at;
        if (IsOpenMetrics)
        {
            if (!PrometheusNumber.TryParse(word, out var seconds) || !WireTime.TryOfSeconds(seconds, out at)) throw line.Broken($"{ExpositionLine.Shown(word)} is no time in seconds");
        }
        else if (!long.TryParse(word, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out at))
        {
            throw line.Broken($"{ExpositionLine.Shown(word)} is no time in milliseconds");
        }

        return WireTime.Stated(at);
    }

    /// <summary>Reads the labels after their brace, and the metric's name where it stands among them in quotes.</summary>
    private void ReadLabels(ref ExpositionLine line, ref Range metric)
    {
        while (!line.TryTake('}'))
        {
            var name = TakePart(ref line, out var isQuoted);
            if (isQuoted && !line.TryTake('='))
            {
                if (metric.End.Value != 0) throw line.Broken("the metric is named twice");
                if (name.End.Value == name.Start.Value) throw line.Broken("the name of the metric is empty");
                metric = name;
            }
            else
            {
                if (!isQuoted) line.Take('=');
                var start = unescaped.Length;
                line.TakeQuoted(unescaped, IsOpenMetrics);
                if (unescaped.Span[name].SequenceEqual("__name__"u8)) throw line.Broken("__name__ is no label of a page");
                labels.Add((name, start..unescaped.Length));
            }

            if (line.TryTake(',')) continue;
            line.Take('}');
            return;
        }
    }

    private Range TakePart(ref ExpositionLine line, out bool isQuoted)
    {
        var start = unescaped.Length;
        isQuoted = line.IsAtQuote;
        if (isQuoted) line.TakeQuoted(unescaped, IsOpenMetrics);
        else unescaped.Append(line.TakeName(withColons: false));
        return start..unescaped.Length;
    }

    /// <summary>Reads what follows the sign of an exemplar, and forgets it: labels, value, perhaps a time.</summary>
    private bool ReadExemplar(ref ExpositionLine line)
    {
        var (length, count) = (unescaped.Length, labels.Count);
        line.Take('{');
        var none = 0..0;
        ReadLabels(ref line, ref none);
        line.TakeNumber();
        if (!line.IsAtEnd) line.TakeNumber();
        unescaped.Truncate(length);
        labels.RemoveRange(count, labels.Count - count);
        return true;
    }

    private void Add(Range metric, double value, long at)
    {
        var text = unescaped.Span;
        var name = text[metric];
        var (family, part) = FamilyOf(name);
        family.IsSampled = true;
        // Sorted, so that the same series is the same bytes in whatever order a page has its labels.
        if (labels.Count > 1) labels.Sort((left, right) => unescaped.Span[left.Name].SequenceCompareTo(unescaped.Span[right.Name]));

        var start = names.Length;
        names.Append(FormatText);
        names.Append((byte)family.Type);
        names.AppendCounted(name);
        var afterMetric = names.Length;
        var bound = double.NaN;
        foreach (var label in labels)
        {
            // An empty value says that the label is absent.
            if (text[label.Value].IsEmpty) continue;
            names.AppendCounted(text[label.Name]);
            names.AppendCounted(text[label.Value]);
            if (part == ExpositionPart.Bucket && text[label.Name].SequenceEqual("le"u8) && PrometheusNumber.TryParse(text[label.Value], out var le)) bound = le;
        }

        samples.Add(new ExpositionSample
        {
            Start = start,
            Length = names.Length - start,
            Family = family,
            Part = part,
            Value = value,
            At = at,
            Bound = bound,
            Group = GroupOf(family, names.Span[afterMetric..]),
        });
    }

    private UInt128 GroupOf(ExpositionFamily family, ReadOnlySpan<byte> parts)
    {
        var dropped = family.Type switch
        {
            DeclaredType.Histogram => "le"u8,
            DeclaredType.Summary => "quantile"u8,
            _ => [],
        };
        grouping.Truncate();
        grouping.Append(family.Number);
        while (!parts.IsEmpty)
        {
            var name = WireBytes.TakeCounted(ref parts);
            var value = WireBytes.TakeCounted(ref parts);
            if (!dropped.IsEmpty && name.SequenceEqual(dropped)) continue;
            grouping.AppendCounted(name);
            grouping.AppendCounted(value);
        }

        return XxHash128.HashToUInt128(grouping.Span);
    }

    private (ExpositionFamily Family, ExpositionPart Part) FamilyOf(ReadOnlySpan<byte> metric)
    {
        // A name of its own goes before the part of another.
        if (Known(metric) is { } own) return (own, ExpositionPart.Value);
        if (OfParent(metric, "_bucket"u8, ExpositionPart.Bucket) is { } bucket) return bucket;
        if (OfParent(metric, "_count"u8, ExpositionPart.Count) is { } count) return count;
        if (OfParent(metric, "_sum"u8, ExpositionPart.Value) is { } sum) return sum;
        if (IsOpenMetrics && metric.EndsWith("_total"u8) && Known(metric[..^6]) is { Type: DeclaredType.Counter } counter) return (counter, ExpositionPart.Value);
        if (IsOpenMetrics && metric.EndsWith("_info"u8) && Known(metric[..^5]) is { Type: DeclaredType.Info } info) return (info, ExpositionPart.Value);
        return (Add(metric), ExpositionPart.Value);
    }

    private (ExpositionFamily, ExpositionPart)? OfParent(ReadOnlySpan<byte> metric, ReadOnlySpan<byte> suffix, ExpositionPart part)
    {
        if (!metric.EndsWith(suffix) || Known(metric[..^suffix.Length]) is not { } family) return null;
        return family.Type switch
        {
            DeclaredType.Histogram => (family, part),
            DeclaredType.Summary when part != ExpositionPart.Bucket => (family, ExpositionPart.Value),
            _ when family.IsGaugeHistogram && part == ExpositionPart.Bucket => (family, ExpositionPart.Value),
            _ => null,
        };
    }

    private ExpositionFamily? Known(ReadOnlySpan<byte> name) => families.GetValueOrDefault(XxHash128.HashToUInt128(name));

    private ExpositionFamily? Known(ReadOnlySpan<byte> name, ReadOnlySpan<byte> suffix)
    {
        grouping.Truncate();
        grouping.Append(name);
        grouping.Append(suffix);
        return Known(grouping.Span);
    }

    private ExpositionFamily Add(ReadOnlySpan<byte> name) =>
        families[XxHash128.HashToUInt128(name)] = new ExpositionFamily(families.Count, Encoding.UTF8.GetString(name[..Math.Min(name.Length, SeriesNaming.LongestName)]));
}
