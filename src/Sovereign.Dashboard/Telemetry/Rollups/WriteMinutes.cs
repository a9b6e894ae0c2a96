using System.Collections.Concurrent;
using Npgsql;
using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Telemetry.Storing;

namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>Writes minutes, whoever made them: from readings that were sent, or from values that were asked for.</summary>
public sealed class WriteMinutes(Partitions partitions)
{
    // Layouts are never changed nor removed.
    private readonly ConcurrentDictionary<HistogramBounds, int> layouts = new();

    /// <summary>Sees to partitions and layouts, outside the transaction that writes: neither waits for it then.</summary>
    public async Task PrepareAsync(NpgsqlConnection connection, IReadOnlyList<MinuteRow> rows, CancellationToken ct)
    {
        foreach (var day in rows.Select(row => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(row.Bucket).UtcDateTime)).Distinct())
            await partitions.EnsureAsync("rollup_minute", day, ct);
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

    /// <summary>Writes prepared minutes within the caller's transaction, in place of those that are there, and marks their hours.</summary>
    // One statement with a column in each parameter: a table of the session's own, filled and read again, costs as much as the rows themselves.
    public async Task RunAsync(NpgsqlConnection connection, IReadOnlyList<MinuteRow> minutes, CancellationToken ct)
    {
        if (minutes.Count == 0) return;
        var rows = minutes as List<MinuteRow> ?? [.. minutes];
        // Arrays of several lengths go as one, with where each ends.
        var ends = new int[rows.Count];
        for (var i = 0; i < ends.Length; i++) ends[i] = (i == 0 ? 0 : ends[i - 1]) + (rows[i].Buckets?.Length ?? 0);
        var hours = rows.ConvertAll(row => (row.EngineId, Hour: BucketLength.StartOf(row.Bucket, BucketLength.Hour))).Distinct().ToList();
        await using var write = new NpgsqlBatch(connection);
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
                Column(row => DateTimeOffset.FromUnixTimeMilliseconds(row.Bucket)),
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
        write.BatchCommands.Add(new("INSERT INTO telemetry.due SELECT 'hour', h.engine_id, h.bucket FROM unnest($1, $2) AS h (engine_id, bucket) ON CONFLICT DO NOTHING")
        {
            Parameters =
            {
                new() { Value = hours.ConvertAll(hour => hour.EngineId) },
                new() { Value = hours.ConvertAll(hour => DateTimeOffset.FromUnixTimeMilliseconds(hour.Hour)) },
            },
        });
        await write.ExecuteNonQueryAsync(ct);

        NpgsqlParameter Column<T>(Converter<MinuteRow, T> of) => new() { Value = rows.ConvertAll(of) };
    }
}
