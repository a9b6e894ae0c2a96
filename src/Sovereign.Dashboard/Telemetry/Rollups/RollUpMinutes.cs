using Microsoft.Extensions.Options;
using Npgsql;
using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Storing;

namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>
/// Makes minutes from readings. Each commit of readings says which engines and minutes it touched; those minutes are made anew from everything that is
/// stored of them, so running twice, out of order or after a kill gives the same. What is done leaves the list in the transaction that writes the minutes.
/// </summary>
public sealed class RollUpMinutes(
    NpgsqlDataSource database, Enrolments enrolments, SeriesMeanings meanings, Partitions partitions, WatchSignals watch, IOptions<TelemetryOptions> options)
{
    private const long LockKey = 0x54454C52;
    private const int CommitsAtOnce = 1000;
    private const int EnginesAtOnce = 100;
    private const long Minute = 60_000;

    // Layouts are never changed nor removed.
    private readonly Dictionary<HistogramBounds, int> layouts = [];

    /// <summary>Rolls up what was committed since the last time.</summary>
    /// <returns>How many commits were rolled up; 0 where there was nothing or another process is at it.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        await using var turn = await SessionLock.TryTakeAsync(connection, LockKey, ct);
        if (turn is null) return 0;
        var (commits, touched) = await TouchedAsync(connection, ct);
        if (commits.Length == 0) return 0;

        var gap = (long)options.Value.LongestGap.TotalMilliseconds;
        var rows = new List<MinuteRow>();
        var alarms = new List<SignalWatch>();
        var book = await enrolments.CurrentAsync(ct);
        // Engines that are read over the same span are read together.
        foreach (var span in touched.GroupBy(engine => (From: engine.Value.Min() * Minute, To: (engine.Value.Max() + 1) * Minute)))
        {
            foreach (var engines in span.Chunk(EnginesAtOnce))
            {
                // Before, for what the first minute's intervals begin with; after, for the minute whose first interval begins in the last.
                var read = await ReadAsync(connection, book, engines.Select(engine => engine.Key), span.Key.From - (2 * gap), span.Key.To + gap, ct);
                foreach (var (engine, minutes) in engines)
                {
                    if (!read.TryGetValue(engine, out var reported)) continue;
                    var dirty = minutes.Select(minute => minute * Minute).ToHashSet();
                    foreach (var minute in minutes)
                    {
                        if (reported.FirstTimeFrom((minute + 1) * Minute) is { } next) dirty.Add(next - (next % Minute));
                    }

                    rows.AddRange(reported.Minutes.Rows(dirty));
                    if (book.Engines.TryGetValue(engine, out var enrolled)) alarms.Add(new(enrolled, [.. reported.Minutes.Latest]));
                }
            }
        }

        foreach (var day in rows.Select(row => DayOf(row.Bucket)).Distinct()) await partitions.EnsureAsync("rollup_minute", day, ct);
        await LearnLayoutsAsync(connection, rows, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await WriteAsync(connection, rows, commits, ct);
        await watch.RunAsync(connection, alarms, ct);
        await transaction.CommitAsync(ct);
        return commits.Length;
    }

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
            if (!reported.TryGetValue(engine, out var one)) reported.Add(engine, one = new(new(engine, meanings.Of, new RollupOptions(options.Value.LongestGap))));
            one.Minutes.Add(at, series, numbers, started);
            one.Times.Add(at);
        }

        return reported;
    }

    private async Task LearnLayoutsAsync(NpgsqlConnection connection, List<MinuteRow> rows, CancellationToken ct)
    {
        foreach (var bounds in rows.Where(row => row.Bounds is not null && !layouts.ContainsKey(row.Bounds)).Select(row => row.Bounds!).Distinct().ToList())
        {
            await using var command = new NpgsqlCommand(
                "INSERT INTO telemetry.layout AS l (bounds) VALUES ($1) ON CONFLICT (bounds) DO UPDATE SET bounds = l.bounds RETURNING id", connection)
            {
                Parameters = { new() { Value = bounds.Finite.ToArray() } },
            };
            layouts[bounds] = (int)(await command.ExecuteScalarAsync(ct))!;
        }
    }

    // One statement with a column in each parameter: a table of the session's own, filled and read again, costs as much as the rows themselves.
    private async Task WriteAsync(NpgsqlConnection connection, List<MinuteRow> rows, long[] commits, CancellationToken ct)
    {
        await using var write = new NpgsqlBatch(connection);
        if (rows.Count > 0)
        {
            var buckets = rows.ConvertAll(row => DateTimeOffset.FromUnixTimeMilliseconds(row.Bucket));
            // Arrays of several lengths go as one, with where each ends.
            var ends = new int[rows.Count];
            for (var i = 0; i < ends.Length; i++) ends[i] = (i == 0 ? 0 : ends[i - 1]) + (rows[i].Buckets?.Length ?? 0);
            write.BatchCommands.Add(new(
                $"""
                INSERT INTO telemetry.rollup_minute
                    (engine_id, signal, part, layout, bucket, series, samples, increase, integral, mean, lowest, highest, latest, latest_at, seconds, least_seconds, resets, gaps, buckets)
                SELECT m.engine_id, m.signal, m.part, m.layout, m.bucket, m.series, m.samples, m.increase, m.integral, m.mean, m.lowest, m.highest, m.latest, m.latest_at, m.seconds,
                    m.least_seconds, m.resets, m.gaps, CASE WHEN m.count > 0 THEN ($20::float8[])[m.ends - m.count + 1:m.ends] END
                FROM unnest($1::integer[], $2::smallint[], $3::text[], $4::integer[], $5::timestamptz[], $6::integer[], $7::integer[], $8::float8[], $9::float8[], $10::float8[], $11::float8[],
                    $12::float8[], $13::float8[], $14::timestamptz[], $15::float8[], $16::float8[], $17::integer[], $18::integer[], $19::integer[], $21::integer[])
                    AS m (engine_id, signal, part, layout, bucket, series, samples, increase, integral, mean, lowest, highest, latest, latest_at, seconds, least_seconds, resets, gaps, ends, count)
                ON CONFLICT (engine_id, signal, part, layout, bucket) DO UPDATE SET {RollupSql.Replace}
                """)
            {
                Parameters =
                {
                    Column(row => row.EngineId),
                    Column(row => row.Signal),
                    Column(row => row.Part),
                    Column(row => row.Bounds is { } bounds ? layouts[bounds] : 0),
                    new() { Value = buckets },
                    Column(row => row.Series),
                    Column(row => row.Samples),
                    Column(row => row.Increase),
                    Column(row => row.Integral),
                    Column(row => row.Mean),
                    Column(row => row.Lowest),
                    Column(row => row.Highest),
                    Column(row => row.Latest),
                    Column(row => row.LatestAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : (DateTimeOffset?)null),
                    Column(row => row.Seconds),
                    Column(row => row.LeastSeconds),
                    Column(row => row.Resets),
                    Column(row => row.Gaps),
                    new() { Value = ends },
                    new() { Value = rows.Where(row => row.Buckets is not null).SelectMany(row => row.Buckets!).ToArray() },
                    Column(row => row.Buckets?.Length ?? 0),
                },
            });
            var hours = rows.ConvertAll(row => (row.EngineId, Hour: row.Bucket - (row.Bucket % (60 * Minute)))).Distinct().ToList();
            write.BatchCommands.Add(new("INSERT INTO telemetry.due SELECT 'hour', h.engine_id, h.bucket FROM unnest($1, $2) AS h (engine_id, bucket) ON CONFLICT DO NOTHING")
            {
                Parameters = { new() { Value = hours.ConvertAll(hour => hour.EngineId) }, new() { Value = hours.ConvertAll(hour => DateTimeOffset.FromUnixTimeMilliseconds(hour.Hour)) } },
            });
        }

        write.BatchCommands.Add(new("DELETE FROM telemetry.touched WHERE id = ANY ($1)") { Parameters = { new() { Value = commits } } });
        await write.ExecuteNonQueryAsync(ct);

        NpgsqlParameter Column<T>(Converter<MinuteRow, T> of) => new() { Value = rows.ConvertAll(of) };
    }

    private static DateOnly DayOf(long at) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime);

    private sealed record Reported(EngineMinutes Minutes)
    {
        public List<long> Times { get; } = [];

        public long? FirstTimeFrom(long at) => Times.Where(time => time >= at).Select(time => (long?)time).FirstOrDefault();
    }
}
