using Npgsql;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Storing;

namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>Sums minutes into hours and hours into days, once they are over and again whenever late readings have changed them.</summary>
public sealed class RollUpHours(NpgsqlDataSource database, Partitions partitions, TimeProvider clock)
{
    private const long LockKey = 0x54454C48;
    private const int AtOnce = 500;

    /// <returns>How many hours and days of engines were summed; 0 where nothing is due or another process is at it.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        await using var turn = await SessionLock.TryTakeAsync(connection, LockKey, ct);
        if (turn is null) return 0;
        var summed = 0;
        summed += await SumAsync(connection, "hour", "rollup_minute", "rollup_hour", TimeSpan.FromHours(1), ct);
        summed += await SumAsync(connection, "day", "rollup_hour", "rollup_day", TimeSpan.FromDays(1), ct);
        return summed;
    }

    private async Task<int> SumAsync(NpgsqlConnection connection, string level, string from, string to, TimeSpan length, CancellationToken ct)
    {
        var total = 0;
        while (true)
        {
            var over = clock.GetUtcNow() - length;
            if (level == "hour")
            {
                await using var months = new NpgsqlCommand("SELECT DISTINCT (bucket AT TIME ZONE 'UTC')::date FROM telemetry.due WHERE level = 'hour' AND bucket <= $1", connection) { Parameters = { new() { Value = over } } };
                var days = new List<DateOnly>();
                await using (var row = await months.ExecuteReaderAsync(ct))
                {
                    while (await row.ReadAsync(ct)) days.Add(row.GetFieldValue<DateOnly>(0));
                }

                foreach (var day in days) await partitions.EnsureAsync(to, day, ct);
            }

            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using var command = new NpgsqlCommand(
                $"""
                CREATE TEMPORARY TABLE taken ON COMMIT DROP AS
                    WITH gone AS (
                        DELETE FROM telemetry.due WHERE (level, engine_id, bucket) IN (
                            SELECT level, engine_id, bucket FROM telemetry.due WHERE level = '{level}' AND bucket <= $1 ORDER BY bucket LIMIT {AtOnce})
                        RETURNING engine_id, bucket)
                    SELECT * FROM gone;
                """, connection)
            { Parameters = { new() { Value = over } } };
            var count = await command.ExecuteNonQueryAsync(ct);
            // Removed and summed again: a signal that its minutes no longer have, since the map changed, goes with them. What it was summed from may be
            // kept no longer: then the sum stays.
            await using var sum = new NpgsqlCommand(
                $"""
                DELETE FROM telemetry.{to} r USING taken t WHERE r.engine_id = t.engine_id AND r.bucket = t.bucket
                    AND EXISTS (SELECT 1 FROM telemetry.{from} m WHERE m.engine_id = t.engine_id AND m.bucket >= t.bucket AND m.bucket < t.bucket + interval '1 {level}');
                INSERT INTO telemetry.{to} (engine_id, signal, part, layout, bucket, series, samples, increase, integral, mean, lowest, highest, latest, latest_at, seconds, least_seconds, resets, gaps, buckets)
                SELECT m.engine_id, m.signal, m.part, m.layout, t.bucket, {RollupSql.Sum},
                    CASE WHEN m.layout = 0 THEN NULL ELSE (
                        SELECT array_agg(total ORDER BY i) FROM (
                            SELECT i, sum(observed) AS total FROM telemetry.{from} h, unnest(h.buckets) WITH ORDINALITY AS u (observed, i)
                            WHERE h.engine_id = m.engine_id AND h.signal = m.signal AND h.part = m.part AND h.layout = m.layout
                                AND h.bucket >= t.bucket AND h.bucket < t.bucket + interval '1 {level}'
                            GROUP BY i) added) END
                FROM taken t JOIN telemetry.{from} m ON m.engine_id = t.engine_id AND m.bucket >= t.bucket AND m.bucket < t.bucket + interval '1 {level}'
                GROUP BY m.engine_id, m.signal, m.part, m.layout, t.bucket;
                """, connection);
            await sum.ExecuteNonQueryAsync(ct);
            if (level == "hour")
            {
                await using var days = new NpgsqlCommand(
                    "INSERT INTO telemetry.due SELECT DISTINCT 'day', engine_id, date_trunc('day', bucket, 'UTC') FROM taken ON CONFLICT DO NOTHING", connection);
                await days.ExecuteNonQueryAsync(ct);
            }

            else
            {
                await using var again = new NpgsqlCommand("UPDATE telemetry.closed_day SET due = true WHERE day IN (SELECT (bucket AT TIME ZONE 'UTC')::date FROM taken)", connection);
                await again.ExecuteNonQueryAsync(ct);
            }

            await transaction.CommitAsync(ct);
            total += count;
            if (count < AtOnce) return total;
        }
    }
}
