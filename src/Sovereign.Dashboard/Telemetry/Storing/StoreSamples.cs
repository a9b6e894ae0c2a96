using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>
/// The one loop that stores what was received: whatever waits is judged and committed together, and each request is answered after the commit that
/// holds it. While one commit is on its way the next group gathers, so a busy portal commits rarely and an idle one at once. One loop per process
/// owns the state of every series; other processes may store the same series, and what they both store is counted once when it is rolled up.
/// </summary>
public sealed class StoreSamples(
    NpgsqlDataSource database, Partitions partitions, SeriesBook book, Enrolments enrolments, IOptions<TelemetryOptions> options, TimeProvider clock,
    ILogger<StoreSamples> log) : BackgroundService
{
    private static readonly TimeSpan flushCounts = TimeSpan.FromSeconds(20);

    private readonly Channel<WaitingBatch> waiting = Channel.CreateUnbounded<WaitingBatch>(new() { SingleReader = true });
    private readonly Dictionary<int, TrackedEngine> engines = [];
    private readonly RecentBodies recent = new(options.Value.RepeatWindow, clock);
    private readonly HashSet<int> usedKeys = [];
    private readonly BatchIds ids = new();
    private int waitingSamples;
    private long flushedAt;
    private volatile bool stopping;

    /// <summary>Samples that wait for their commit.</summary>
    public int Waiting => Volatile.Read(ref waitingSamples);

    /// <summary>Answers when the request is committed, or at once where too much waits.</summary>
    public Task<Receipt> KeepAsync(WaitingBatch batch)
    {
        var samples = Math.Max(1, batch.Collector.Samples.Length);
        if (stopping || Interlocked.Add(ref waitingSamples, samples) > options.Value.MaxWaitingSamples)
        {
            if (!stopping) Interlocked.Add(ref waitingSamples, -samples);
            return Task.FromResult(Busy);
        }

        if (waiting.Writer.TryWrite(batch)) return batch.Answer;
        Interlocked.Add(ref waitingSamples, -samples);
        return Task.FromResult(Busy);
    }

    private static Receipt Busy { get; } = new(ReceiptState.Busy, 0, new Dictionary<RejectReason, int>(), null);

    /// <summary>Takes no more requests, and commits those that wait.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping = true;
        waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not cancelled by the stop: the channel is completed instead, and what waits is committed first.
        var group = new List<WaitingBatch>();
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            group.Clear();
            var samples = 0;
            while (samples < options.Value.MaxSamplesPerCommit && waiting.Reader.TryRead(out var batch))
            {
                group.Add(batch);
                samples += Math.Max(1, batch.Collector.Samples.Length);
            }

            try
            {
                await CommitAsync(group);
            }
            catch (Exception fault)
            {
                // Nothing is known of what the database holds now: everything is asked anew.
                foreach (var series in group.SelectMany(batch => batch.Collector.Samples.ToArray()).Select(sample => sample.Slot.Series!).Distinct()) series.LastAt = -1;
                engines.Clear();
                log.LogWarning(fault, "{Requests} requests of telemetry could not be stored; their senders are told to come again.", group.Count);
                foreach (var batch in group) batch.Complete(Busy);
            }
            finally
            {
                Interlocked.Add(ref waitingSamples, -samples);
            }
        }
    }

    private async Task CommitAsync(List<WaitingBatch> group)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var ct = limit.Token;
        await using var connection = await database.OpenConnectionAsync(ct);
        var alive = await AliveKeysAsync(connection, group, ct);
        var judged = new SampleJudgement(options.Value);
        await RegisterAsync(connection, group, judged, ct);

        var stored = new List<(WaitingBatch Batch, Receipt Receipt, StoredBatch? Row)>();
        foreach (var batch in group)
        {
            var collector = batch.Collector;
            if (!collector.Sender.IsPortal && !alive.Contains(collector.Sender.KeyId))
            {
                stored.Add((batch, new(ReceiptState.KeyEnded, 0, new Dictionary<RejectReason, int>(), null), null));
                continue;
            }

            var id = await ids.NextAsync(connection, ct);
            var repeated = !collector.IsStampedHere && recent.Contains(collector.Sender.KeyId, batch.Sha256);
            if (repeated) collector.Reject(RejectReason.RepeatedBatch, collector.Samples.Length, "");
            else await judged.TakeAsync(collector, id, (of, times) => StoredAsync(connection, of, times, ct), engines);
            int? key = collector.Sender.IsPortal ? null : collector.Sender.KeyId;
            if (key is { } used) usedKeys.Add(used);
            var refused = collector.Refused();
            var kept = repeated ? 0 : judged.Kept;
            // A repeat is success: it is kept, though not by this request.
            var written = kept + refused.GetValueOrDefault(RejectReason.RepeatedSample) + refused.GetValueOrDefault(RejectReason.RepeatedBatch);
            var skew = collector.NewestSample == 0 ? (long?)null : collector.ReceivedAt - collector.NewestSample;
            var row = new StoredBatch(id, collector.ReceivedAt, key, batch.Sha256, batch.Bytes, kept, skew, repeated ? [] : judged.Touched, refused);
            stored.Add((batch, new(ReceiptState.Kept, written, refused, collector.Example), row));
        }

        var rows = stored.Where(one => one.Row is not null).Select(one => one.Row!).ToList();
        foreach (var day in judged.Rows.Select(row => DayOf(row.At)).Distinct()) await partitions.EnsureAsync("reading", day, ct);
        foreach (var day in rows.Select(row => DayOf(row.ReceivedAt)).Distinct()) await partitions.EnsureAsync("batch", day, ct);
        await using (var transaction = await connection.BeginTransactionAsync(ct))
        {
            await CopyReadingsAsync(connection, judged.Rows, ct);
            await WriteBatches.RunAsync(connection, rows, ct);
            await TouchAsync(connection, rows, ct);
            if (clock.GetElapsedTime(flushedAt) >= flushCounts)
            {
                flushedAt = clock.GetTimestamp();
                await WriteCounts.RunAsync(connection, usedKeys, book, clock.GetUtcNow(), ct);
                usedKeys.Clear();
            }

            await transaction.CommitAsync(ct);
        }

        foreach (var (batch, receipt, row) in stored)
        {
            if (row is not null) recent.Add(batch.Collector.Sender.KeyId, batch.Sha256);
            batch.Complete(receipt);
        }
    }

    // A key that was revoked a moment ago keeps nothing, whatever this process remembers.
    private async Task<HashSet<int>> AliveKeysAsync(NpgsqlConnection connection, List<WaitingBatch> group, CancellationToken ct)
    {
        var keys = group.Select(batch => batch.Collector.Sender).Where(sender => !sender.IsPortal).Select(sender => sender.KeyId).Distinct().ToArray();
        var alive = new HashSet<int>();
        await using var command = new NpgsqlCommand(
            "SELECT id FROM telemetry.engine_key WHERE id = ANY ($1) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)", connection)
        {
            Parameters = { new() { Value = keys }, new() { Value = clock.GetUtcNow() } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) alive.Add(row.GetInt32(0));
        if (alive.Count < keys.Length) enrolments.Moved();
        return alive;
    }

    // Engines and series that this process meets for the first time.
    private async Task RegisterAsync(NpgsqlConnection connection, List<WaitingBatch> group, SampleJudgement judged, CancellationToken ct)
    {
        HashSet<int>? strangers = null;
        HashSet<TrackedSeries>? unstored = null;
        Dictionary<int, string>? software = null;
        foreach (var batch in group)
        {
            foreach (ref readonly var sample in batch.Collector.Samples)
            {
                var engine = sample.Slot.EngineId!.Value;
                if (!engines.ContainsKey(engine)) (strangers ??= []).Add(engine);
                if (sample.Slot.Series!.Id == 0) (unstored ??= []).Add(sample.Slot.Series);
                if (sample.Slot.Software is { } named) (software ??= []).TryAdd(engine, named);
            }
        }

        if (strangers is not null) await MeetAsync(connection, [.. strangers], ct);
        if (software is not null) await NameSoftwareAsync(connection, software, ct);
        if (unstored is not null) await StoreSeriesAsync(connection, unstored, judged, ct);
    }

    private async Task MeetAsync(NpgsqlConnection connection, int[] strangers, CancellationToken ct)
    {
        var hourAgo = clock.GetUtcNow().AddHours(-1);
        await using (var command = new NpgsqlCommand(
            """
            SELECT e, coalesce((SELECT max(r.at) FROM telemetry.reading r WHERE r.engine_id = e), 'epoch')
            FROM unnest($1) e
            """, connection)
        { Parameters = { new() { Value = strangers } } })
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct)) engines[row.GetInt32(0)] = new() { Frontier = row.GetFieldValue<DateTimeOffset>(1).ToUnixTimeMilliseconds() };
        }

        await using var known = new NpgsqlCommand(
            "SELECT id, engine_id, metric, labels, upper_bound, delta, first_seen FROM telemetry.series WHERE engine_id = ANY ($1) ORDER BY first_seen", connection)
        {
            Parameters = { new() { Value = strangers } },
        };
        await using var series = await known.ExecuteReaderAsync(ct);
        while (await series.ReadAsync(ct))
        {
            var key = KeyIn(series, 1);
            book.Track(key).Id = series.GetInt32(0);
            var engine = engines[key.EngineId];
            engine.SeriesCount++;
            var since = series.GetFieldValue<DateTimeOffset>(6);
            if (since > hourAgo) engine.NewSeries.Enqueue(since.ToUnixTimeMilliseconds());
        }
    }

    private async Task NameSoftwareAsync(NpgsqlConnection connection, Dictionary<int, string> software, CancellationToken ct)
    {
        foreach (var (engine, name) in software)
        {
            if (await NameSoftware.RunAsync(connection, engine, name, ct)) enrolments.Moved();
        }
    }

    // All in one statement: when a portal meets a fleet, there are tens of thousands.
    private async Task StoreSeriesAsync(NpgsqlConnection connection, HashSet<TrackedSeries> unstored, SampleJudgement judged, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var admitted = unstored.Where(series => series.Id == 0 && IsAdmitted(series, judged, now)).Select(series => series.Key).ToList();
        if (admitted.Count == 0) return;
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO telemetry.series AS s (engine_id, metric, labels, upper_bound, delta, first_seen)
            SELECT n.engine_id, n.metric, n.labels, n.upper_bound, n.delta, $6 FROM unnest($1, $2, $3, $4, $5) AS n (engine_id, metric, labels, upper_bound, delta)
            ON CONFLICT (engine_id, metric, labels, upper_bound, delta) DO UPDATE SET metric = s.metric RETURNING id, engine_id, metric, labels, upper_bound, delta
            """, connection)
        {
            Parameters =
            {
                new() { Value = admitted.ConvertAll(key => key.EngineId) },
                new() { Value = admitted.ConvertAll(key => key.Metric) },
                new() { Value = admitted.ConvertAll(key => key.Labels) },
                new() { Value = admitted.ConvertAll(key => key.UpperBound) },
                new() { Value = admitted.ConvertAll(key => key.IsDelta) },
                new() { Value = now },
            },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) book.Track(KeyIn(row, 1)).Id = row.GetInt32(0);
    }

    private bool IsAdmitted(TrackedSeries series, SampleJudgement judged, DateTimeOffset now)
    {
        var engine = engines[series.Key.EngineId];
        while (engine.NewSeries.TryPeek(out var first) && first < now.AddHours(-1).ToUnixTimeMilliseconds()) engine.NewSeries.Dequeue();
        var over = engine.SeriesCount >= options.Value.MaxSeriesPerEngine ? RejectReason.TooManySeries
            : engine.NewSeries.Count >= options.Value.MaxNewSeriesPerHour ? RejectReason.TooManyNewSeries
            : (RejectReason?)null;
        if (over is { } reason)
        {
            judged.Refuse(series, reason);
            return false;
        }

        engine.SeriesCount++;
        engine.NewSeries.Enqueue(now.ToUnixTimeMilliseconds());
        return true;
    }

    // engine_id, metric, labels, upper_bound, delta
    private static SeriesKey KeyIn(NpgsqlDataReader row, int first) =>
        new(row.GetInt32(first), row.GetString(first + 1), row.GetString(first + 2), row.DoubleOrNull(first + 3), row.GetBoolean(first + 4));

    // What the database holds of engines at these times: for samples that are not newer than everything known.
    private static async Task<Dictionary<(int Series, long At), double>> StoredAsync(
        NpgsqlConnection connection, IReadOnlyCollection<int> engines, IReadOnlyCollection<long> times, CancellationToken ct)
    {
        var held = new Dictionary<(int, long), double>();
        await using var command = new NpgsqlCommand("SELECT at, series, numbers FROM telemetry.reading WHERE engine_id = ANY ($1) AND at = ANY ($2) ORDER BY batch_id", connection)
        {
            Parameters = { new() { Value = engines.ToArray() }, new() { Value = times.Select(DateTimeOffset.FromUnixTimeMilliseconds).ToArray() } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var at = row.GetFieldValue<DateTimeOffset>(0).ToUnixTimeMilliseconds();
            var (series, numbers) = (row.GetFieldValue<int[]>(1), row.GetFieldValue<double[]>(2));
            for (var i = 0; i < series.Length; i++) held.TryAdd((series[i], at), numbers[i]);
        }

        return held;
    }

    private static async Task CopyReadingsAsync(NpgsqlConnection connection, IReadOnlyCollection<ReadingRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return;
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY telemetry.reading (at, engine_id, batch_id, series, numbers, started) FROM STDIN (FORMAT binary)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(DateTimeOffset.FromUnixTimeMilliseconds(row.At), NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(row.EngineId, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(row.BatchId, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(row.Series, NpgsqlDbType.Array | NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(row.Numbers, NpgsqlDbType.Array | NpgsqlDbType.Double, ct);
            if (row.Started is { } started) await copy.WriteAsync(started, NpgsqlDbType.Array | NpgsqlDbType.Bigint, ct);
            else await copy.WriteNullAsync(ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static async Task TouchAsync(NpgsqlConnection connection, List<StoredBatch> rows, CancellationToken ct)
    {
        var touched = rows.SelectMany(row => row.Touched).Distinct().ToArray();
        if (touched.Length == 0) return;
        await using var command = new NpgsqlCommand("INSERT INTO telemetry.touched (engines, minutes) VALUES ($1, $2)", connection)
        {
            Parameters = { new() { Value = Array.ConvertAll(touched, pair => pair.EngineId) }, new() { Value = Array.ConvertAll(touched, pair => pair.Minute) } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static DateOnly DayOf(long at) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime);
}
