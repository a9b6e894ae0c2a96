using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Telemetry.Storing;

namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>Writes minutes, whoever made them: from readings that were sent, or from values that were asked for.</summary>
public sealed class WriteMinutes(Partitions partitions)
{
    private const long LockKey = 0x54454C57;

    // Layouts are never changed nor removed.
    private readonly ConcurrentDictionary<HistogramBounds, int> layouts = new();

    /// <summary>Sees to partitions and layouts, outside the transaction that writes: neither waits for it then.</summary>
    public async Task PrepareAsync(NpgsqlConnection connection, IReadOnlyList<MinuteRow> rows, CancellationToken ct)
    {
        foreach (var day in rows.Select(row => DateOnly.FromDateTime(At(row.Bucket).UtcDateTime)).Distinct())
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

    /// <summary>
    /// Writes prepared minutes within the caller's transaction, in place of everything there is of the same engines and minutes, and marks their hours.
    /// </summary>
    // Removed and copied: half of what it takes to have each row look for the one it replaces. Minutes that are new, which most are, remove nothing.
    public async Task RunAsync(NpgsqlConnection connection, IReadOnlyList<MinuteRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return;
        var minutes = rows.Select(row => (row.EngineId, row.Bucket)).Distinct().ToList();
        var hours = minutes.Select(minute => (minute.EngineId, Bucket: BucketLength.StartOf(minute.Bucket, BucketLength.Hour))).Distinct().ToList();
        await using (var replace = new NpgsqlBatch(connection))
        {
            // One writer at a time: two that both find nothing to remove would stumble over each other's rows.
            replace.BatchCommands.Add(new("SELECT pg_advisory_xact_lock($1)") { Parameters = { new() { Value = LockKey } } });
            replace.BatchCommands.Add(Pairs(
                "DELETE FROM telemetry.rollup_minute r USING unnest($1, $2) AS m (engine_id, bucket) WHERE r.engine_id = m.engine_id AND r.bucket = m.bucket", minutes));
            replace.BatchCommands.Add(Pairs("INSERT INTO telemetry.due SELECT 'hour', h.engine_id, h.bucket FROM unnest($1, $2) AS h (engine_id, bucket) ON CONFLICT DO NOTHING", hours));
            await replace.ExecuteNonQueryAsync(ct);
        }

        await using var copy = await connection.BeginBinaryImportAsync(
            """
            COPY telemetry.rollup_minute
                (engine_id, signal, part, layout, bucket, series, samples, increase, integral, mean, lowest, highest, latest, latest_at, seconds, least_seconds, resets, gaps, buckets)
            FROM STDIN (FORMAT binary)
            """, ct);
        // In the order of the index, whose pages then fill up one after the other.
        foreach (var row in rows.OrderBy(row => row.EngineId).ThenBy(row => row.Bucket).ThenBy(row => row.Signal))
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(row.EngineId, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(row.Signal, NpgsqlDbType.Smallint, ct);
            await copy.WriteAsync(row.Part, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(row.Bounds is { } bounds ? layouts[bounds] : 0, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(At(row.Bucket), NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(row.Series, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(row.Samples, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(row.Increase, NpgsqlDbType.Double, ct);
            await copy.WriteAsync(row.Integral, NpgsqlDbType.Double, ct);
            await WriteAsync(row.Mean);
            await WriteAsync(row.Lowest);
            await WriteAsync(row.Highest);
            await WriteAsync(row.Latest);
            if (row.LatestAt is { } latestAt) await copy.WriteAsync(At(latestAt), NpgsqlDbType.TimestampTz, ct);
            else await copy.WriteNullAsync(ct);
            await copy.WriteAsync(row.Seconds, NpgsqlDbType.Double, ct);
            await copy.WriteAsync(row.LeastSeconds, NpgsqlDbType.Double, ct);
            await copy.WriteAsync(row.Resets, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(row.Gaps, NpgsqlDbType.Integer, ct);
            if (row.Buckets is { } buckets) await copy.WriteAsync(buckets, NpgsqlDbType.Array | NpgsqlDbType.Double, ct);
            else await copy.WriteNullAsync(ct);
        }

        await copy.CompleteAsync(ct);

        Task WriteAsync(double? number) => number is { } known ? copy.WriteAsync(known, NpgsqlDbType.Double, ct) : copy.WriteNullAsync(ct);
    }

    private static NpgsqlBatchCommand Pairs(string statement, List<(int EngineId, long Bucket)> pairs) => new(statement)
    {
        Parameters = { new() { Value = pairs.ConvertAll(pair => pair.EngineId) }, new() { Value = pairs.ConvertAll(pair => At(pair.Bucket)) } },
    };

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
