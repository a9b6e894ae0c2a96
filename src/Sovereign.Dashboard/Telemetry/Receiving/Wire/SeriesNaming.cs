using System.IO.Hashing;
using System.Text;
using System.Text.Unicode;

namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>
/// Makes a <see cref="SeriesName"/> of the bytes a wire format gives, by the rules all formats share. Used for series never met before, so that it may allocate.
/// </summary>
internal sealed class SeriesNaming
{
    /// <summary>Labels a series may have, the metric's name apart. Source: the defaults of VictoriaMetrics (30 labels).</summary>
    internal const int MostLabels = 30;

    /// <summary>Characters of the longest name of a metric or label.</summary>
    internal const int LongestName = 128;

    /// <summary>Characters of the longest value of a label; a longer one is cut and ends in a hash of the whole.</summary>
    internal const int LongestValue = 256;

    private const string Bound = "le";

    private static ReadOnlySpan<byte> MetricLabel => "__name__"u8;

    private readonly List<Label> labels = new(MostLabels);
    private string metric = "";
    private RejectReason? fault;

    /// <summary>The metric's name as far as it is known, for messages.</summary>
    public string Example => metric.Length > 0 ? metric : "a series without a name";

    public SeriesNaming Begin()
    {
        labels.Clear();
        metric = "";
        fault = null;
        return this;
    }

    /// <summary>The metric's name, with what its format appends to it.</summary>
    public SeriesNaming Metric(ReadOnlySpan<byte> name, string suffix = "")
    {
        if (ReadName(name) is not { } read) return this;
        metric = read + suffix;
        if (metric.Length > LongestName) Refuse(RejectReason.LabelTooLong);
        return this;
    }

    /// <summary>A label of a format that names the metric by the label <c>__name__</c>.</summary>
    public void MetricOrLabel(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!name.SequenceEqual(MetricLabel)) Label(name, value);
        else if (metric.Length > 0) Refuse(RejectReason.DuplicateLabel);
        else if (!value.IsEmpty) Metric(value);
    }

    /// <summary>A label. An empty value says that the label is absent.</summary>
    public void Label(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (fault is not null || value.IsEmpty) return;
        if (ReadNameOf(name) is not { } read || ReadValue(value) is not { } text) return;
        if (IndexOf(read) >= 0) Refuse(RejectReason.DuplicateLabel);
        else if (labels.Count == MostLabels) Refuse(RejectReason.TooManyLabels);
        else labels.Add(new Label(read, text));
    }

    /// <summary>A label that gives way to one of the same name put in before.</summary>
    public void LabelUnlessThere(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (fault is not null || value.IsEmpty || ReadNameOf(name) is not { } read || IndexOf(read) >= 0) return;
        Label(name, value);
    }

    /// <summary>A label of ours, which is known to be good.</summary>
    public void Label(string name, string value) => labels.Add(new Label(name, value));

    /// <summary>Ends the series.</summary>
    /// <returns>Null where it cannot be named; then <paramref name="why"/> says why.</returns>
    public SeriesName? Finish(DeclaredType type, Temporality temporality, out RejectReason why)
    {
        why = fault ?? RejectReason.NoMetricName;
        if (fault is not null || metric.Length == 0) return null;
        // Senders write the same bound as 1, 1.0 and 1e0.
        if (metric.EndsWith("_bucket", StringComparison.Ordinal) && IndexOf(Bound) is var at and >= 0
            && PrometheusNumber.TryParse(Encoding.UTF8.GetBytes(labels[at].Value), out var bound) && !double.IsNaN(bound))
            labels[at] = new Label(Bound, PrometheusNumber.Write(bound));
        labels.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return new SeriesName(metric, [.. labels], type, temporality);
    }

    private int IndexOf(string name) => labels.FindIndex(label => label.Name == name);

    private void Refuse(RejectReason reason) => fault ??= reason;

    private string? ReadNameOf(ReadOnlySpan<byte> label)
    {
        if (!label.IsEmpty) return ReadName(label);
        Refuse(RejectReason.EmptyLabelName);
        return null;
    }

    private string? ReadName(ReadOnlySpan<byte> name)
    {
        // No character takes more than three bytes for each of its UTF-16 units.
        if (name.Length > 3 * LongestName)
        {
            Refuse(RejectReason.LabelTooLong);
            return null;
        }

        if (!IsText(name)) return null;
        var read = Encoding.UTF8.GetString(name);
        if (read.Length <= LongestName) return read;
        Refuse(RejectReason.LabelTooLong);
        return null;
    }

    private string? ReadValue(ReadOnlySpan<byte> value)
    {
        if (!IsText(value)) return null;
        if (value.Length <= LongestValue) return Encoding.UTF8.GetString(value);

        Span<char> start = stackalloc char[LongestValue];
        if (Utf8.ToUtf16(value, start, out _, out var written) == System.Buffers.OperationStatus.Done) return new string(start[..written]);
        Span<byte> hash = stackalloc byte[sizeof(ulong)];
        XxHash64.Hash(value, hash);
        var mark = "~" + Convert.ToHexStringLower(hash);
        var cut = LongestValue - mark.Length;
        if (char.IsHighSurrogate(start[cut - 1])) cut--;
        return string.Concat(start[..cut], mark);
    }

    // What the database cannot hold, and what would make two series one if it were mended.
    private bool IsText(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes) && !bytes.Contains((byte)0)) return true;
        Refuse(RejectReason.BadText);
        return false;
    }
}
