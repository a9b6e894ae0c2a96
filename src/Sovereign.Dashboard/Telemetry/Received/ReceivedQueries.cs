using Npgsql;
using NpgsqlTypes;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Received;

/// <summary>Reads of what came in, and of what was refused or passed over.</summary>
public sealed class ReceivedQueries(NpgsqlDataSource database, TimeProvider clock)
{
    // An engine's own key speaks for it alone, also where everything was refused; a site's key where the request brought something of the engine.
    private const string OfEngine =
        """
        FROM telemetry.batch b JOIN telemetry.engine_key k ON k.id = b.key_id
        WHERE b.received_at >= $2 AND ($1::text IS NULL OR EXISTS (
            SELECT 1 FROM telemetry.engine e WHERE e.code = $1 AND (k.engine_id = e.id OR (k.engine_id IS NULL AND k.site_id = e.site_id AND e.id = ANY (b.engines)))))
        """;

    /// <summary>What was received lately.</summary>
    /// <param name="engine">Code of an engine; null for all.</param>
    /// <param name="hours">How many hours back.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ReceivedSummary> SummaryAsync(string? engine, int hours, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var from = now.AddHours(-hours);
        await using var connection = await database.OpenConnectionAsync(ct);
        var refused = await RefusedAsync(connection, engine, from, ct);
        await using var command = new NpgsqlCommand(
            $"""
            SELECT count(*), coalesce(sum(b.bytes), 0)::bigint, coalesce(sum(b.samples), 0)::bigint, max(b.received_at),
                percentile_cont(0.5) WITHIN GROUP (ORDER BY b.skew_ms), min(b.skew_ms)::float8, max(b.skew_ms)::float8
            {OfEngine}
            """, connection);
        Ask(command, engine, from);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new(
            from, now, row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.TimeOrNull(3), row.DoubleOrNull(4), row.DoubleOrNull(5),
            row.DoubleOrNull(6), refused);
    }

    /// <summary>The last requests, the newest first.</summary>
    public async Task<IReadOnlyList<ReceivedBatch>> LastAsync(string engine, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
            SELECT b.id, b.received_at, k.name, b.bytes, b.samples, coalesce((SELECT sum(c) FROM unnest(b.counts) c), 0)::bigint, b.sha256
            {OfEngine} ORDER BY b.received_at DESC, b.id DESC LIMIT $3
            """);
        Ask(command, engine, clock.GetUtcNow().AddDays(-1));
        command.Parameters.Add(new() { Value = limit });
        var batches = new List<ReceivedBatch>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            batches.Add(new(
                row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), row.GetInt64(5),
                Convert.ToHexStringLower(row.GetFieldValue<byte[]>(6))));
        }

        return batches;
    }

    /// <summary>Metrics of an engine that are counted and not stored, the most first.</summary>
    public async Task<IReadOnlyList<UnmappedMetric>> UnmappedAsync(string engine, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            SELECT u.metric, u.kind, u.samples, u.first_seen, u.last_seen FROM telemetry.unmapped u JOIN telemetry.engine e ON e.id = u.engine_id
            WHERE e.code = $1 ORDER BY u.samples DESC, u.metric LIMIT $2
            """);
        command.Parameters.Add(new() { Value = engine });
        command.Parameters.Add(new() { Value = limit });
        var metrics = new List<UnmappedMetric>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var reason = (RejectReason)row.GetInt16(1);
            metrics.Add(new(row.GetString(0), reason.Code(), reason.Sentence(), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4)));
        }

        return metrics;
    }

    /// <summary>What sites' keys send that is no enrolled engine, the newest first.</summary>
    public async Task<IReadOnlyList<UnknownTarget>> UnknownTargetsAsync(int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            SELECT s.code, t.target, t.samples, t.first_seen, t.last_seen FROM telemetry.unknown_target t JOIN telemetry.site s ON s.id = t.site_id
            ORDER BY t.last_seen DESC, s.code, t.target LIMIT $1
            """);
        command.Parameters.Add(new() { Value = limit });
        var targets = new List<UnknownTarget>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            targets.Add(new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4)));
        return targets;
    }

    private static async Task<IReadOnlyList<RefusedCount>> RefusedAsync(NpgsqlConnection connection, string? engine, DateTimeOffset from, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT r.reason, sum(r.samples)::bigint FROM (SELECT b.reasons, b.counts {OfEngine}) b, unnest(b.reasons, b.counts) AS r (reason, samples)
            GROUP BY r.reason ORDER BY 2 DESC, 1
            """, connection);
        Ask(command, engine, from);
        var counts = new List<RefusedCount>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var reason = (RejectReason)row.GetInt16(0);
            counts.Add(new(reason.Code(), reason.Sentence(), reason.IsRefusal(), row.GetInt64(1)));
        }

        return counts;
    }

    private static void Ask(NpgsqlCommand command, string? engine, DateTimeOffset from)
    {
        command.Parameters.Add(new() { Value = (object?)engine ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = from.ToUniversalTime() });
    }
}
