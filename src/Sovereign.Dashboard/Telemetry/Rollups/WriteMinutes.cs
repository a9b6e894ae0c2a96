using Npgsql;
using NpgsqlTypes;
using Sovereign.Dashboard.Telemetry.Storing;

namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>Writes minutes, whoever made them: from readings that were sent, or from values that were asked for.</summary>
public sealed class WriteMinutes(Partitions partitions)
{
    /// <summary>Sees to partitions and layouts, outside the transaction that writes: neither waits for it then.</summary>
    public async Task<PreparedMinutes> PrepareAsync(NpgsqlConnection connection, IReadOnlyList<MinuteRow> rows, CancellationToken ct)
    {
        foreach (var day in rows.Select(row => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(row.Bucket).UtcDateTime)).Distinct())
            await partitions.EnsureAsync("rollup_minute", day, ct);
        return new(rows, await LayoutsAsync(connection, rows, ct));
    }

    /// <summary>Writes the minutes within the caller's transaction, in place of those that are there, and marks their hours.</summary>
    public static async Task RunAsync(NpgsqlConnection connection, PreparedMinutes minutes, CancellationToken ct)
    {
        await using (var scratch = new NpgsqlCommand("CREATE TEMPORARY TABLE minute_new (LIKE telemetry.rollup_minute) ON COMMIT DROP", connection))
            await scratch.ExecuteNonQueryAsync(ct);
        await using (var copy = await connection.BeginBinaryImportAsync(
            """
            COPY minute_new (engine_id, signal, part, layout, bucket, series, samples, increase, integral, mean, lowest, highest, latest, latest_at, seconds, least_seconds, resets, gaps, buckets)
            FROM STDIN (FORMAT binary)
            """, ct))
        {
            foreach (var row in minutes.Rows)
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(row.EngineId, NpgsqlDbType.Integer, ct);
                await copy.WriteAsync(row.Signal, NpgsqlDbType.Smallint, ct);
                await copy.WriteAsync(row.Part, NpgsqlDbType.Text, ct);
                await copy.WriteAsync(row.Bounds is { } bounds ? minutes.LayoutOf(bounds) : 0, NpgsqlDbType.Integer, ct);
                await copy.WriteAsync(DateTimeOffset.FromUnixTimeMilliseconds(row.Bucket), NpgsqlDbType.TimestampTz, ct);
                await copy.WriteAsync(row.Series, NpgsqlDbType.Integer, ct);
                await copy.WriteAsync(row.Samples, NpgsqlDbType.Integer, ct);
                await copy.WriteAsync(row.Increase, NpgsqlDbType.Double, ct);
                await copy.WriteAsync(row.Integral, NpgsqlDbType.Double, ct);
                foreach (var number in new[] { row.Mean, row.Lowest, row.Highest, row.Latest })
                {
                    if (number is { } value) await copy.WriteAsync(value, NpgsqlDbType.Double, ct);
                    else await copy.WriteNullAsync(ct);
                }

                if (row.LatestAt is { } at) await copy.WriteAsync(DateTimeOffset.FromUnixTimeMilliseconds(at), NpgsqlDbType.TimestampTz, ct);
                else await copy.WriteNullAsync(ct);
                await copy.WriteAsync(row.Seconds, NpgsqlDbType.Double, ct);
                await copy.WriteAsync(row.LeastSeconds, NpgsqlDbType.Double, ct);
                await copy.WriteAsync(row.Resets, NpgsqlDbType.Integer, ct);
                await copy.WriteAsync(row.Gaps, NpgsqlDbType.Integer, ct);
                if (row.Buckets is { } buckets) await copy.WriteAsync(buckets, NpgsqlDbType.Array | NpgsqlDbType.Double, ct);
                else await copy.WriteNullAsync(ct);
            }

            await copy.CompleteAsync(ct);
        }

        await using var write = new NpgsqlCommand(
            $"""
            INSERT INTO telemetry.rollup_minute SELECT * FROM minute_new ON CONFLICT (engine_id, signal, part, layout, bucket) DO UPDATE SET {RollupSql.Replace};
            INSERT INTO telemetry.due SELECT DISTINCT 'hour', engine_id, date_trunc('hour', bucket, 'UTC') FROM minute_new ON CONFLICT DO NOTHING;
            """, connection);
        await write.ExecuteNonQueryAsync(ct);
    }

    private static async Task<Dictionary<string, int>> LayoutsAsync(NpgsqlConnection connection, IReadOnlyList<MinuteRow> rows, CancellationToken ct)
    {
        var layouts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var bounds in rows.Where(row => row.Bounds is not null).Select(row => row.Bounds!).DistinctBy(PreparedMinutes.NameOf, StringComparer.Ordinal))
        {
            await using var command = new NpgsqlCommand(
                "INSERT INTO telemetry.layout AS l (bounds) VALUES ($1) ON CONFLICT (bounds) DO UPDATE SET bounds = l.bounds RETURNING id", connection)
            {
                Parameters = { new() { Value = bounds } },
            };
            layouts[PreparedMinutes.NameOf(bounds)] = (int)(await command.ExecuteScalarAsync(ct))!;
        }

        return layouts;
    }
}
