using Microsoft.Extensions.Options;
using Npgsql;
using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Enrolment;

namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>
/// Makes minutes from readings. Each commit of readings says which engines and minutes it touched; those minutes are made anew from everything that is
/// stored of them, so running twice, out of order or after a kill gives the same. What is done leaves the list in the transaction that writes the minutes.
/// </summary>
public sealed class RollUpMinutes(
    NpgsqlDataSource database, Enrolments enrolments, SeriesMeanings meanings, WriteMinutes write, WatchSignals watch, IOptions<TelemetryOptions> options)
{
    /// <summary>How many commits are rolled up at once.</summary>
    public const int CommitsAtOnce = 1000;

    private const long LockKey = 0x54454C52;
    private const int EnginesAtOnce = 100;
    private const long Minute = 60_000;

    /// <summary>Rolls up what was committed since the last time.</summary>
    /// <returns>How many commits were rolled up; 0 where there was nothing or another process is at it.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        await using var turn = await SessionLock.TryTakeAsync(connection, LockKey, ct);
        if (turn is null) return 0;
        var (commits, touched) = await TouchedAsync(connection, ct);
        if (commits.Length == 0) return 0;

        var rows = new List<MinuteRow>();
        var alarms = new List<SignalWatch>();
        var book = await enrolments.CurrentAsync(ct);
        var gap = (long)touched.Keys.Max(engine => GapOf(book, engine)).TotalMilliseconds;
        // Engines that are read over the same span are read together.
        foreach (var span in touched.GroupBy(engine => (From: engine.Value.Min() * Minute, To: (engine.Value.Max() + 1) * Minute)))
        {
            foreach (var engines in span.Chunk(EnginesAtOnce))
            {
                // Before, for what the first minute's intervals begin with; after, for the minute whose first interval begins in the last.
                var read = await ReadAsync(connection, book, engines.Select(engine => engine.Key), span.Key.From - gap - Minute, span.Key.To + gap, ct);
                foreach (var (engine, minutes) in engines)
                {
                    if (!read.TryGetValue(engine, out var reported)) continue;
                    var dirty = minutes.Select(minute => minute * Minute).ToHashSet();
                    foreach (var minute in minutes)
                    {
                        if (reported.FirstTimeFrom((minute + 1) * Minute) is { } next) dirty.Add(BucketLength.StartOf(next, BucketLength.Minute));
                    }

                    rows.AddRange(reported.Minutes.Rows(dirty));
                    if (book.Engines.TryGetValue(engine, out var enrolled)) alarms.Add(new(enrolled, [.. reported.Minutes.Latest]));
                }
            }
        }

        await write.PrepareAsync(connection, rows, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await write.RunAsync(connection, rows, ct);
        await using (var done = new NpgsqlCommand("DELETE FROM telemetry.touched WHERE id = ANY ($1)", connection) { Parameters = { new() { Value = commits } } })
            await done.ExecuteNonQueryAsync(ct);
        await watch.RunAsync(connection, alarms, ct);
        await transaction.CommitAsync(ct);
        return commits.Length;
    }

    private TimeSpan GapOf(EnrolmentBook book, int engine) => book.Engines.TryGetValue(engine, out var enrolled) ? enrolled.LongestGap(options.Value) : options.Value.LongestGap;

    private static async Task<(long[] Commits, Dictionary<int, HashSet<int>> Touched)> TouchedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var commits = new List<long>();
        var touched = new Dictionary<int, HashSet<int>>();
        await using var command = new NpgsqlCommand("SELECT id, engines, minutes FROM telemetry.touched ORDER BY id LIMIT $1", connection) { Parameters = { new() { Value = CommitsAtOnce } } };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            commits.Add(row.GetInt64(0));
            var (engines, minutes) = (row.GetFieldValue<int[]>(1), row.GetFieldValue<int[]>(2));
            for (var i = 0; i < engines.Length; i++)
            {
                if (!touched.TryGetValue(engines[i], out var set)) touched.Add(engines[i], set = []);
                set.Add(minutes[i]);
            }
        }

        return ([.. commits], touched);
    }

    private async Task<Dictionary<int, Reported>> ReadAsync(
        NpgsqlConnection connection, EnrolmentBook book, IEnumerable<int> engines, long from, long to, CancellationToken ct)
    {
        var rows = new List<(int Engine, long At, int[] Series, double[] Numbers, long[]? Started)>();
        var ids = engines.ToArray();
        await using (var command = new NpgsqlCommand(
            "SELECT engine_id, at, array_send(series), array_send(numbers), array_send(started) FROM telemetry.reading WHERE engine_id = ANY ($1) AND at >= $2 AND at < $3 ORDER BY at, batch_id", connection)
        {
            Parameters =
            {
                new() { Value = ids },
                new() { Value = DateTimeOffset.FromUnixTimeMilliseconds(from) },
                new() { Value = DateTimeOffset.FromUnixTimeMilliseconds(to) },
            },
        })
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct))
            {
                rows.Add((row.GetInt32(0), row.GetFieldValue<DateTimeOffset>(1).ToUnixTimeMilliseconds(), SentArray.Integers(row.GetFieldValue<byte[]>(2)),
                    SentArray.Doubles(row.GetFieldValue<byte[]>(3)), row.IsDBNull(4) ? null : SentArray.Longs(row.GetFieldValue<byte[]>(4))));
            }
        }

        await meanings.LearnAsync(connection, ids.Where(book.Engines.ContainsKey).Select(id => book.Engines[id]), rows.Select(row => row.Series), ct);
        var reported = new Dictionary<int, Reported>();
        foreach (var (engine, at, series, numbers, started) in rows)
        {
            if (!reported.TryGetValue(engine, out var one)) reported.Add(engine, one = new(new(engine, meanings.Of, new RollupOptions(GapOf(book, engine)))));
            one.Minutes.Add(at, series, numbers, started);
            one.Times.Add(at);
        }

        return reported;
    }

    private sealed record Reported(EngineMinutes Minutes)
    {
        public List<long> Times { get; } = [];

        public long? FirstTimeFrom(long at) => Times.Where(time => time >= at).Select(time => (long?)time).FirstOrDefault();
    }
}
