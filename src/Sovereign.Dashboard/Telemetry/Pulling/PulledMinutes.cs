using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Mapping;
using Sovereign.Dashboard.Telemetry.Receiving;
using Sovereign.Dashboard.Telemetry.Rollups;
using Sovereign.Dashboard.Telemetry.Storing;

namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>Makes minutes of a store's answer by the arithmetic of what is sent; nothing of the answer itself is kept.</summary>
public sealed class PulledMinutes(MetricMap map, TelemetryOptions options)
{
    /// <param name="Rows">The minutes.</param>
    /// <param name="Watches">What the engines reported lately.</param>
    /// <param name="Software">Software that engines gave away which had not stated it, by engine.</param>
    /// <param name="Points">Values that were used.</param>
    /// <param name="Refused">Values that were not, by reason.</param>
    public sealed record Result(
        IReadOnlyList<MinuteRow> Rows, IReadOnlyList<SignalWatch> Watches, IReadOnlyDictionary<int, string> Software, int Points, IReadOnlyDictionary<RejectReason, int> Refused);

    public Result Of(PullQuestion question, StoreAnswer answer, PullWindow window, EnrolmentBook book)
    {
        var refused = new Dictionary<RejectReason, int>(answer.Refused);
        var rows = new List<MinuteRow>();
        var watches = new List<SignalWatch>();
        var software = new Dictionary<int, string>();
        var points = 0;
        var asked = question.Engines.Select(engine => engine.Id).ToHashSet();
        var minutes = window.Minutes;
        // A series is given to an engine as one that a site's key sends.
        var owned = answer.Series.Select(series => (Engine: book.OwnerOf(new SenderKey(0, question.Engines[0].SiteId, null), series.Name.Labels), Series: series))
            .Where(one => one.Engine is not null && asked.Contains(one.Engine.Id));
        foreach (var group in owned.GroupBy(one => one.Engine!.Id, one => one.Series))
        {
            var engine = book.Engines[group.Key];
            if (engine.Software is null && SoftwareOf(group) is { } named)
            {
                engine = engine with { Software = named };
                software.Add(engine.Id, named);
            }

            var kept = Joined(engine, group, refused);
            points += kept.Sum(series => series.Values.Count);
            var meanings = new List<SeriesMeaning>();
            foreach (var (key, feeds, _) in kept)
            {
                var language = KeptLabels.Parse(key.Labels).Find(label => label.Name == "language").Value ?? "";
                meanings.Add(new(meanings.Count, key.Metric, key.Labels, language, key.UpperBound, IsDelta: false, feeds));
            }

            var made = new EngineMinutes(engine.Id, id => meanings[id], new RollupOptions(engine.LongestGap(options)));
            foreach (var step in kept.SelectMany((series, id) => WithEnds(series.Values, window).Select(value => (value.At, Id: id, value.Value))).GroupBy(value => value.At).OrderBy(step => step.Key))
                made.Add(PullWindow.ReadAt(step.Key), [.. step.Select(value => value.Id)], [.. step.Select(value => value.Value)], null);
            rows.AddRange(made.Rows(minutes));
            watches.Add(new(engine, [.. made.Latest]));
        }

        return new(rows, watches, software, points, refused);
    }

    private string? SoftwareOf(IEnumerable<StoreSeries> series) => series.OrderBy(one => one.Name.Metric, StringComparer.Ordinal)
        .SelectMany(one => map.Resolve(one.Name.Metric, one.Name.Labels, null)).Select(meaning => meaning.Row.Software)
        .FirstOrDefault(named => !EngineSoftware.IsCompanion(named));

    // What is stored as one series is one: of several scrapers the one that saw most stands, and what its dropped labels told apart is joined.
    private List<(SeriesKey Key, IReadOnlyList<MappedSeries> Feeds, IReadOnlyList<(long At, double Value)> Values)> Joined(
        EnrolledEngine engine, IEnumerable<StoreSeries> found, Dictionary<RejectReason, int> refused)
    {
        var known = new Dictionary<SeriesKey, (IReadOnlyList<MappedSeries> Feeds, List<StoreSeries> Series)>();
        foreach (var one in found)
        {
            var feeds = map.Resolve(one.Name.Metric, one.Name.Labels, engine.Software);
            if (feeds.Count == 0)
            {
                Count(map.Standing(one.Name.Metric, one.Name.Labels, engine.Software) == MetricStanding.OtherSoftware ? RejectReason.OtherSoftware : RejectReason.IgnoredMetric, one);
                continue;
            }

            var key = SeriesBook.KeyOf(engine.Id, one.Name, feeds);
            if (known.TryGetValue(key, out var same)) same.Series.Add(one);
            else if (known.Count == options.MaxSeriesPerEngine) Count(RejectReason.TooManySeries, one);
            else known.Add(key, (feeds, [one]));
        }

        var joined = new List<(SeriesKey, IReadOnlyList<MappedSeries>, IReadOnlyList<(long, double)>)>();
        foreach (var (key, (feeds, series)) in known)
        {
            var writers = series.GroupBy(one => SeriesBook.WriterOf(one.Name.Labels))
                .OrderByDescending(writer => writer.Select(one => one.Values.Count).Max()).ThenBy(writer => writer.Key).ToList();
            foreach (var other in writers.Skip(1).SelectMany(writer => writer)) Count(RejectReason.SecondWriter, other);
            joined.Add((key, feeds, Folded([.. writers[0]], feeds[0].Row.Fold)));
        }

        return joined;

        void Count(RejectReason reason, StoreSeries one) => refused[reason] = refused.GetValueOrDefault(reason) + one.Values.Count;
    }

    private static IReadOnlyList<(long At, double Value)> Folded(List<StoreSeries> series, Reduction fold) => series is [var only]
        ? only.Values
        : [.. series.SelectMany(one => one.Values).GroupBy(value => value.At, value => value.Value).OrderBy(step => step.Key).Select(step => (step.Key, fold switch
        {
            Reduction.Sum => step.Sum(),
            Reduction.Max => step.Max(),
            Reduction.Min => step.Min(),
            Reduction.Mean => step.Average(),
            _ => throw new ArgumentOutOfRangeException(nameof(fold), fold, null),
        }))];

    // A step without a value says that the store knew none: the series had ended there.
    private static IEnumerable<(long At, double Value)> WithEnds(IReadOnlyList<(long At, double Value)> values, PullWindow window)
    {
        for (var i = 0; i < values.Count; i++)
        {
            yield return values[i];
            var next = values[i].At + PullWindow.Step;
            if (next <= window.To && (i + 1 == values.Count || values[i + 1].At > next)) yield return (next, StaleMarker.Value);
        }
    }
}
