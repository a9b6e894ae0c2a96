using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>
/// Judges the samples of a group of requests that will be committed together: new, repeated, contradicting or overlapping. Holds the rows to be
/// written. Rules: docs/telemetry/rules.md.
/// </summary>
public sealed class SampleJudgement(TelemetryOptions options)
{
    // Senders that truncate nanoseconds make ends and beginnings differ by one.
    private const long SameInstant = 1;

    private readonly Dictionary<(int EngineId, long At), ReadingRow> rowsOfBatch = [];
    private readonly Dictionary<(int EngineId, long At), List<ReadingRow>> rowsAt = [];
    private readonly List<ReadingRow> rows = [];
    private readonly Dictionary<TrackedSeries, RejectReason> refusedSeries = [];
    private ReadingRow? last;

    public IReadOnlyList<ReadingRow> Rows => rows;

    /// <summary>Samples of the last request that are written.</summary>
    public int Kept { get; private set; }

    /// <summary>Engines and minutes that the last request touched.</summary>
    public (int EngineId, int Minute)[] Touched { get; private set; } = [];

    /// <summary>A series that could not be registered.</summary>
    public void Refuse(TrackedSeries series, RejectReason reason) => refusedSeries[series] = reason;

    /// <summary>Judges one request.</summary>
    /// <param name="collector">Its samples; what is refused is counted there.</param>
    /// <param name="batchId">Its row.</param>
    /// <param name="stored">What the database holds of engines at given times.</param>
    /// <param name="engines">What is known of engines.</param>
    public async ValueTask TakeAsync(
        SampleCollector collector, long batchId, Func<IReadOnlyCollection<int>, IReadOnlyCollection<long>, Task<Dictionary<(int Series, long At), double>>> stored,
        IReadOnlyDictionary<int, TrackedEngine> engines)
    {
        Kept = 0;
        rowsOfBatch.Clear();
        collector.Fold();
        List<CollectedSample>? unsure = null;
        Judge(collector, batchId, engines, ref unsure);
        if (unsure is not null)
        {
            // Requests of one site that overtake each other are all unsure: one question for all engines of a request.
            var held = await stored(unsure.Select(sample => sample.Slot.EngineId!.Value).ToHashSet(), unsure.Select(sample => sample.At).ToHashSet());
            foreach (var sample in unsure) Settle(collector, batchId, sample, held);
        }

        Touched = [.. rowsOfBatch.Keys.Select(row => (row.EngineId, (int)(row.At / 60_000))).Distinct()];
    }

    private void Judge(SampleCollector collector, long batchId, IReadOnlyDictionary<int, TrackedEngine> engines, ref List<CollectedSample>? unsure)
    {
        foreach (ref readonly var sample in collector.Samples)
        {
            var series = sample.Slot.Series!;
            if (series.Id == 0)
            {
                collector.Reject(refusedSeries.GetValueOrDefault(series, RejectReason.TooManySeries), 1, series.Key.Metric);
                continue;
            }

            if (series.Writer != sample.Slot.Writer && series.LastAt >= 0)
            {
                // Whoever scrapes the engine keeps it until it falls silent or says the series has ended.
                if (!series.HasEnded && sample.At - series.LastAt < (long)options.LongestGap.TotalMilliseconds)
                {
                    collector.Reject(RejectReason.SecondWriter, 1, series.Key.Metric);
                    continue;
                }
            }

            if (sample.At > (series.LastAt >= 0 ? series.LastAt : engines[series.Key.EngineId].Frontier))
            {
                if (series.Key.IsDelta && series.LastAt >= 0 && sample.StartedAt < series.LastAt - SameInstant)
                {
                    collector.Reject(RejectReason.DeltaOverlap, 1, series.Key.Metric);
                    continue;
                }

                Keep(batchId, sample);
            }
            else if (sample.At == series.LastAt)
            {
                Repeat(collector, sample, series.LastBits);
            }
            else
            {
                (unsure ??= []).Add(sample);
            }
        }
    }

    // Not newer than what is known: late, repeated, or of a series that this process has not followed.
    private void Settle(SampleCollector collector, long batchId, in CollectedSample sample, Dictionary<(int Series, long At), double> held)
    {
        var series = sample.Slot.Series!;
        var known = held.TryGetValue((series.Id, sample.At), out var committed) ? committed : InThisGroup(series, sample.At);
        if (known is { } value) Repeat(collector, sample, BitConverter.DoubleToUInt64Bits(value));
        else Keep(batchId, sample);
    }

    private double? InThisGroup(TrackedSeries series, long at) =>
        rowsAt.TryGetValue((series.Key.EngineId, at), out var reported) ? reported.Select(row => row.Of(series)).FirstOrDefault(value => value is not null) : null;

    private void Keep(long batchId, in CollectedSample sample)
    {
        var series = sample.Slot.Series!;
        // What an engine says at a time mostly stands together.
        if (last is not { } row || row.EngineId != series.Key.EngineId || row.At != sample.At || row.BatchId != batchId) row = last = RowOf(series.Key.EngineId, sample.At, batchId);
        row.Add(series, sample.Value, sample.StartedAt);
        Kept++;
        if (sample.At <= series.LastAt) return;
        series.LastAt = sample.At;
        series.LastBits = BitConverter.DoubleToUInt64Bits(sample.Value);
        series.Writer = sample.Slot.Writer;
        series.HasEnded = StaleMarker.Is(sample.Value);
    }

    private ReadingRow RowOf(int engine, long at, long batchId)
    {
        if (rowsOfBatch.TryGetValue((engine, at), out var known)) return known;
        var row = new ReadingRow(engine, at, batchId);
        rowsOfBatch.Add((engine, at), row);
        rows.Add(row);
        if (!rowsAt.TryGetValue((engine, at), out var reported)) rowsAt.Add((engine, at), reported = []);
        reported.Add(row);
        return row;
    }

    private static void Repeat(SampleCollector collector, in CollectedSample sample, ulong known) =>
        collector.Reject(BitConverter.DoubleToUInt64Bits(sample.Value) == known ? RejectReason.RepeatedSample : RejectReason.DuplicateTimestamp, 1, sample.Slot.Subject);
}
