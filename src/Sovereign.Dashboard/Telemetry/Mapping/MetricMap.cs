using System.Collections.Frozen;
using System.Globalization;
using Sovereign.Dashboard.Datasets.Seeding;
using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>
/// What the metrics of every known engine mean, read from <c>seed-data/engine-metrics.csv</c>. Names do not tell types, units or what repeats
/// what, so a table does. Immutable; meant to be asked once per new series.
/// </summary>
public sealed class MetricMap
{
    private static readonly (string Ending, FamilyPart Part)[] Parts =
    [
        ("", FamilyPart.Whole), ("_bucket", FamilyPart.Bucket), ("_sum", FamilyPart.Sum), ("_count", FamilyPart.Count), ("_created", FamilyPart.Created),
    ];

    /// <summary>What no request ends without having moved.</summary>
    private static readonly Signal[] OfEveryRequest = [Signals.PromptTokens, Signals.GeneratedTokens, Signals.Requests, Signals.EndToEndLatency];

    private static readonly Lazy<MetricMap> Shipped = new(() =>
    {
        using var text = File.OpenText(Path.Combine(SeedReference.Folder, "engine-metrics.csv"));
        return Read(text);
    });

    private readonly FrozenDictionary<string, MappedMetric[]> families;

    internal MetricMap(IReadOnlyList<MappedMetric> rows)
    {
        Rows = rows;
        families = rows.GroupBy(row => row.Metric, StringComparer.Ordinal).ToFrozenDictionary(family => family.Key, family => family.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The map this release comes with.</summary>
    public static MetricMap Default => Shipped.Value;

    /// <summary>All rows, in the order of the file.</summary>
    public IReadOnlyList<MappedMetric> Rows { get; }

    /// <summary>Reads a map.</summary>
    /// <exception cref="InvalidDataException">It has faults; the message names each with its line.</exception>
    public static MetricMap Read(TextReader text) => new(MetricMapReader.Read(text));

    /// <summary>What a series feeds: nothing, one signal or several.</summary>
    /// <param name="metric">Its name on the wire, endings of histograms included.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="software">
    /// The engine's software. Exporters for devices and hosts count beside any. Null while it is not known: then every software whose names are its
    /// own counts, and <see cref="MappedSeries.Row"/> tells which it was.
    /// </param>
    /// <param name="version">The engine's version, where known: decides between rows that differ in nothing but versions; else the newest stands.</param>
    public IReadOnlyList<MappedSeries> Resolve(string metric, IReadOnlyList<Label> labels, string? software, Version? version = null)
    {
        List<MappedSeries>? found = null;
        foreach (var (ending, part) in Parts)
        {
            if (!TryFamily(metric, ending, out var family)) continue;
            foreach (var row in family)
            {
                if (row.Signal is null || RoleOf(row.Kind, part) is not { } role || !Speaks(row, software) || !Selects(row, labels) || !Stands(row, family, version))
                    continue;
                double? bound = null;
                if (role == SeriesRole.BucketCount)
                {
                    if (UpperBound(labels) is not { } sent) continue;
                    bound = sent * row.Factor;
                }

                (found ??= []).Add(new MappedSeries(row, row.Signal, role, bound, KeptLabels.Of(labels, row.Keep)));
            }
        }

        return found ?? (IReadOnlyList<MappedSeries>)[];
    }

    /// <summary>How the map stands to a series. Parameters as for <see cref="Resolve"/>.</summary>
    public MetricStanding Standing(string metric, IReadOnlyList<Label> labels, string? software)
    {
        var known = Known(metric).ToList();
        if (known.Count == 0) return MetricStanding.Unmapped;
        if (!known.Exists(row => Speaks(row, software))) return MetricStanding.OtherSoftware;
        return Resolve(metric, labels, software).Count > 0 ? MetricStanding.Mapped : MetricStanding.Ignored;
    }

    /// <summary>
    /// The signals that software, once it has sent them, goes on sending while it runs: where all series of one end while others of the same sender go
    /// on, a metric was renamed or taken away. Failures are no such signal, for many engines name them with the first failure only.
    /// </summary>
    /// <param name="software">The engine's software, or an exporter's.</param>
    /// <param name="served">
    /// Whether it is known to have ended a request since it last started. Some software makes its counters then only
    /// (<see cref="EngineSoftware.CountsFromFirstRequest"/>); until it has, their absence means nothing.
    /// </param>
    public IReadOnlyList<Signal> ExpectedOf(string software, bool served = false) =>
    [
        .. Rows.Where(row => row.Software == software && row.Signal is not null && row.Kind != MetricKind.Info && row.Signal != Signals.Errors)
            .Where(row => row.Kind == MetricKind.Gauge || !EngineSoftware.CountsFromFirstRequest(software) || (served && OfEveryRequest.Contains(row.Signal!)))
            .Select(row => row.Signal!)
            .Distinct()
            .OrderBy(signal => signal.Id),
    ];

    /// <summary>
    /// Names on the wire of all series that feed a signal, for asking a store for them. Those that PromQL knows as names: others would have to come by a
    /// translation that the map does not know.
    /// </summary>
    /// <param name="software">The engine's software; null: of every software whose names are its own. Those of exporters are among them.</param>
    public IReadOnlyList<string> WireNames(string? software) =>
    [
        .. Rows.Where(row => row.Signal is not null && Speaks(row, software) && row.Metric.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or ':'))
            .SelectMany(row => row.Kind switch
            {
                MetricKind.Histogram => new[] { row.Metric + "_bucket", row.Metric + "_sum" },
                MetricKind.HistogramSum => [row.Metric + "_sum"],
                MetricKind.HistogramCount => [row.Metric + "_count"],
                _ => [row.Metric],
            })
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// What a metric may be called in another version, for the text of an alarm: of a known one with an end, what feeds the same signal since; of an
    /// unknown one, the nearest known names. Empty where nothing looks alike.
    /// </summary>
    /// <param name="metric">Its name on the wire.</param>
    /// <param name="software">Where to look; null: everywhere.</param>
    public IReadOnlyList<MappedMetric> Renamed(string metric, string? software = null)
    {
        var known = Known(metric).Where(row => software is null || row.Software == software).ToList();
        if (known.Count > 0)
        {
            return
            [
                .. Rows.Where(row => row.Signal is not null && row.Until is null && known.Exists(old =>
                    old.Until is not null && old.Software == row.Software && old.Signal == row.Signal && old.Metric != row.Metric)),
            ];
        }

        var name = Parts.Skip(1).Select(part => part.Ending).FirstOrDefault(ending => metric.EndsWith(ending, StringComparison.Ordinal)) is { } end ? metric[..^end.Length] : metric;
        return NearNames.Of(name, Rows.Where(row => software is null ? EngineSoftware.ShowsInNames(row.Software) : row.Software == software));
    }

    private static SeriesRole? RoleOf(MetricKind kind, FamilyPart part) => (kind, part) switch
    {
        (MetricKind.Counter, FamilyPart.Whole) => SeriesRole.Counter,
        (MetricKind.Gauge or MetricKind.Info, FamilyPart.Whole) => SeriesRole.Gauge,
        (MetricKind.Histogram, FamilyPart.Bucket) => SeriesRole.BucketCount,
        (MetricKind.Histogram, FamilyPart.Sum) => SeriesRole.HistogramSum,
        (MetricKind.Histogram, FamilyPart.Count) => SeriesRole.HistogramCount,
        (MetricKind.HistogramSum, FamilyPart.Sum) or (MetricKind.HistogramCount, FamilyPart.Count) => SeriesRole.Counter,
        _ => null,
    };

    private static bool Speaks(MappedMetric row, string? software) =>
        software is null ? EngineSoftware.ShowsInNames(row.Software) : row.Software == software || EngineSoftware.IsCompanion(row.Software);

    private static bool Selects(MappedMetric row, IReadOnlyList<Label> labels)
    {
        foreach (var condition in row.Select)
        {
            if (!condition.Holds(labels)) return false;
        }

        return true;
    }

    /// <summary>Of rows that differ in versions alone, the one of that version, else the newest.</summary>
    private static bool Stands(MappedMetric row, MappedMetric[] family, Version? version)
    {
        foreach (var other in family)
        {
            if (ReferenceEquals(other, row) || other.Software != row.Software || other.Signal != row.Signal || other.SelectText != row.SelectText) continue;
            var (mine, its) = (row.Covers(version), other.Covers(version));
            if (its && !mine) return false;
            if (its == mine && Comparer<Version?>.Default.Compare(other.Since, row.Since) > 0) return false;
        }

        return true;
    }

    private static double? UpperBound(IReadOnlyList<Label> labels)
    {
        foreach (var label in labels)
        {
            if (label.Name != "le") continue;
            if (label.Value is "+Inf" or "Inf" or "+inf" or "inf") return double.PositiveInfinity;
            return double.TryParse(label.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) && double.IsFinite(bound) ? bound : null;
        }

        return null;
    }

    private IEnumerable<MappedMetric> Known(string metric)
    {
        foreach (var (ending, part) in Parts)
        {
            if (!TryFamily(metric, ending, out var family)) continue;
            foreach (var row in family)
            {
                // Only histograms have parts; what left itself out may have any type.
                var fits = part switch
                {
                    FamilyPart.Whole or FamilyPart.Created => true,
                    _ => row.Kind is MetricKind.Histogram or MetricKind.HistogramSum or MetricKind.HistogramCount or MetricKind.Ignore,
                };
                if (fits) yield return row;
            }
        }
    }

    private bool TryFamily(string metric, string ending, out MappedMetric[] family)
    {
        family = [];
        if (!metric.EndsWith(ending, StringComparison.Ordinal)) return false;
        var name = ending.Length == 0 ? metric : metric[..^ending.Length];
        if (families.TryGetValue(name, out var rows) || (ending == "_created" && families.TryGetValue(name + "_total", out rows)))
        {
            family = rows;
            return true;
        }

        return false;
    }
}
