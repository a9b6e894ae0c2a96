using System.Runtime.InteropServices;
using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Telemetry.Mapping;

namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>Makes the minutes of one engine from what it reported. Pure: reads nothing but what it is given.</summary>
public sealed class EngineMinutes(int engineId, Func<int, SeriesMeaning?> meaning, RollupOptions options)
{
    private const int MillisecondsPerMinute = 60_000;

    private readonly Dictionary<int, Told> told = [];
    private Told[] row = [];
    private int[] inRow = [];

    // A scrape may come in several requests, and only one of them says when the process began.
    private readonly List<Told> withoutStart = [];
    private long lastAt = long.MinValue;
    private long lastStart;

    /// <summary>Series that reported, with the time of their newest number, milliseconds since 1970.</summary>
    public IEnumerable<(SeriesMeaning Series, long LatestAt)> Latest => told.Values.Where(series => series.Meaning is not null)
        .Select(series => (series.Meaning!, series.Readings.FindLastIndex(reading => !StaleMarker.Is(reading.Value)) is >= 0 and var i ? series.Readings[i].At : 0L));

    /// <summary>Adds what was reported at one time; times ascend, and of one time the first request's numbers come first.</summary>
    /// <param name="at">Milliseconds since 1970.</param>
    /// <param name="series">Rows of the series.</param>
    /// <param name="numbers">Their numbers as sent.</param>
    /// <param name="started">When each began, 0 where not said; null: none says.</param>
    public void Add(long at, int[] series, double[] numbers, long[]? started)
    {
        // An engine mostly says the same again: then nothing is looked up.
        if (!series.AsSpan().SequenceEqual(inRow))
        {
            if (row.Length < series.Length) row = new Told[series.Length];
            inRow = series;
            for (var i = 0; i < series.Length; i++)
            {
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(told, series[i], out _);
                row[i] = known ??= new(meaning(series[i]), []);
            }
        }

        // Who says when a process began says when its counters did.
        long processStart = 0;
        for (var i = 0; i < series.Length && processStart == 0; i++)
        {
            if (row[i].Meaning is { IsProcessStart: true } && numbers[i] is > 0 and < 1e11) processStart = (long)(numbers[i] * 1000);
        }

        if (at != lastAt)
        {
            (lastAt, lastStart) = (at, 0);
            withoutStart.Clear();
        }

        if (processStart == 0) processStart = lastStart;
        else if (lastStart == 0) StartEarlier(lastStart = processStart);
        for (var i = 0; i < series.Length; i++)
        {
            var begun = started?[i] is > 0 and var said ? said : processStart;
            row[i].Readings.Add(new(at, numbers[i], begun));
            if (begun == 0) withoutStart.Add(row[i]);
        }
    }

    /// <summary>The rows of these minutes in which anything was reported.</summary>
    /// <param name="minutes">Starts, in milliseconds since 1970.</param>
    public IEnumerable<MinuteRow> Rows(IReadOnlySet<long> minutes)
    {
        if (minutes.Count == 0) yield break;
        var (from, to) = (minutes.Min(), minutes.Max() + MillisecondsPerMinute);
        var fed = new Dictionary<(Signal Signal, string Part, long Bucket), List<Fed>>();
        foreach (var (series, list) in told.Values)
        {
            if (series is null) continue;
            foreach (var (kind, factor, feeds) in series.Walks)
            {
                foreach (var bucket in SeriesWalk.Buckets(Scaled(list, factor), kind, from, to, options))
                {
                    if (!minutes.Contains(bucket.Start)) continue;
                    foreach (var feed in feeds)
                    {
                        var part = IsByLanguage(feed.Signal) ? series.Language : "";
                        ref var all = ref CollectionsMarshal.GetValueRefOrAddDefault(fed, (feed.Signal, part, bucket.Start), out _);
                        (all ??= []).Add(new(series, feed, bucket));
                    }
                }
            }
        }

        foreach (var ((signal, part, start), all) in fed)
        {
            // A lower rank is the better witness; what a higher one says of the same minute would count it again.
            var rank = all.Min(one => one.Feed.Row.Rank);
            var best = all.Where(one => one.Feed.Row.Rank == rank).ToList();
            if (signal.Kind == SignalKind.Histogram)
            {
                foreach (var row in Histograms(signal, part, start, best)) yield return row;
            }
            else if (Plain(signal, part, start, best) is { } row)
            {
                yield return row;
            }
        }
    }

    private void StartEarlier(long start)
    {
        foreach (var series in withoutStart)
        {
            var readings = CollectionsMarshal.AsSpan(series.Readings);
            if (readings[^1] is { StartedAt: 0 } reading) readings[^1] = reading with { StartedAt = start };
        }

        withoutStart.Clear();
    }

    private MinuteRow? Plain(Signal signal, string part, long start, List<Fed> series)
    {
        var joined = SignalBucket.Of([.. series.Select(one => one.Bucket)], series[0].Feed.Row.Reduce);
        var isGauge = signal.Kind == SignalKind.Gauge;
        return new(
            engineId, signal.Id, part, null, start, joined.Series, joined.Samples, joined.Increase, joined.Integral,
            isGauge ? joined.SecondsCovered > 0 ? joined.Integral / joined.SecondsCovered : joined.Mean : null,
            joined.Lowest, joined.Highest, joined.Latest, joined.LatestAt, joined.SecondsCovered, joined.LeastSecondsCovered, joined.Resets, joined.Gaps, null);
    }

    // Histograms of different bounds are rows of their own: no bucket of one says anything of another's.
    private IEnumerable<MinuteRow> Histograms(Signal signal, string part, long start, List<Fed> series)
    {
        // Added up before neighbours are subtracted: readings of different moments correct each other then, instead of being lifted one by one.
        var byBounds = new Dictionary<HistogramBounds, (double[] UpToBound, List<Fed> Buckets, double Sum)>();
        foreach (var histogram in series.GroupBy(one => (one.Feed.Row.Metric, one.Feed.KeptLabels)))
        {
            var sum = histogram.Where(one => one.Feed.Role == SeriesRole.HistogramSum).Sum(one => one.Bucket.Increase);
            var buckets = histogram.Where(one => one.Feed.Role == SeriesRole.BucketCount).OrderBy(one => one.Series.UpperBound).ToList();
            // Without the last bucket it is not known how many there were; it comes with the rest of the scrape.
            if (buckets is not [.., { Series.UpperBound: double.PositiveInfinity }]) continue;
            var bounds = new HistogramBounds([.. buckets.SkipLast(1).Select(one => one.Series.UpperBound!.Value)]);
            double[] upToBound = [.. buckets.Select(one => one.Bucket.Increase)];
            byBounds[bounds] = byBounds.TryGetValue(bounds, out var before)
                ? ([.. before.UpToBound.Zip(upToBound, (one, other) => one + other)], [.. before.Buckets, .. buckets], before.Sum + sum)
                : (upToBound, buckets, sum);
        }

        foreach (var (bounds, (upToBound, buckets, sum)) in byBounds)
        {
            yield return new(
                engineId, signal.Id, part, bounds, start, buckets.Count, buckets.Max(one => one.Bucket.Samples), sum, 0, null, null, null, null,
                buckets.Max(one => one.Bucket.LatestAt), buckets.Max(one => one.Bucket.SecondsCovered),
                buckets.Min(one => one.Bucket.SecondsCovered), buckets.Max(one => one.Bucket.Resets),
                buckets.Max(one => one.Bucket.Gaps), [.. HistogramIncrease.FromCumulative(bounds, upToBound).Counts]);
        }
    }

    private static bool IsByLanguage(Signal signal) => signal == Signals.GeneratedCharacters || signal == Signals.GeneratedTokensByLanguage;

    private static ReadOnlySpan<Reading> Scaled(List<Reading> list, double factor)
    {
        if (factor == 1) return CollectionsMarshal.AsSpan(list);
        // Arithmetic would take the stale marker's bits.
        return list.ConvertAll(reading => StaleMarker.Is(reading.Value) ? reading : reading with { Value = reading.Value * factor }).ToArray();
    }

    private sealed record Told(SeriesMeaning? Meaning, List<Reading> Readings);

    private readonly record struct Fed(SeriesMeaning Series, MappedSeries Feed, SeriesBucket Bucket);
}
