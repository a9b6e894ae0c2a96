using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Telemetry.Outages;

/// <summary>
/// Announces outages and cancels them. Only what lies ahead can be announced: who could declare yesterday's failure a plan would always be available.
/// </summary>
public sealed class PlanOutage(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Characters of a reason at least.</summary>
    public const int ShortestReason = 3;

    /// <summary>Characters at most.</summary>
    public const int LongestReason = 200;

    private const int MostAhead = 50;

    private static readonly TimeSpan longest = TimeSpan.FromDays(90);
    private static readonly TimeSpan furthest = TimeSpan.FromDays(366);

    /// <summary>Announces an outage. What of it is over already is not planned: it begins now then.</summary>
    /// <param name="engine">Code of the engine.</param>
    /// <param name="form">When and why.</param>
    /// <param name="by">Pseudonym of who asks, or <see cref="AuditEvent.CommandLine"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The outage; or a refusal: <c>bad-reason</c>, <c>bad-outage</c> (no end, or one before its begin or in the past), <c>outage-too-long</c>, <c>no-such-engine</c>,
    /// <c>too-many-outages</c>.
    /// </returns>
    public async Task<Outcome<OutageDetails>> RunAsync(string engine, OutageForm form, string by, CancellationToken ct)
    {
        var reason = form.Reason?.Trim() ?? "";
        if (reason.Length is < ShortestReason or > LongestReason || reason.Any(char.IsControl))
            return new Refusal("bad-reason", $"reason has {ShortestReason} to {LongestReason} characters on one line; this one has {reason.Length}.");
        var now = clock.GetUtcNow();
        var from = form.From is { } begin && begin > now ? begin.ToUniversalTime() : now;
        if (form.To?.ToUniversalTime() is not { } to || to <= from) return new Refusal("bad-outage", "to is a time after the outage begins, and not over yet.");
        if (to - from > longest || from - now > furthest)
            return new Refusal("outage-too-long", $"An outage lasts at most {longest.Days} days and begins within {furthest.Days}; an engine that is gone for longer is retired.");

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await EngineAsync(connection, engine, ct) is not { } id) return new Refusal("no-such-engine", $"There is no engine '{engine}' at work.");
        await using (var ahead = new NpgsqlCommand("SELECT count(*) FROM telemetry.outage WHERE engine_id = $1 AND cancelled_at IS NULL AND ends_at > $2", connection)
        {
            Parameters = { new() { Value = id }, new() { Value = now } },
        })
        {
            if ((long)(await ahead.ExecuteScalarAsync(ct))! >= MostAhead) return new Refusal("too-many-outages", $"There are {MostAhead} outages ahead already; cancel one first.");
        }

        await using var announce = new NpgsqlCommand(
            "INSERT INTO telemetry.outage (engine_id, begins_at, ends_at, reason, announced_at, announced_by) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id", connection)
        {
            Parameters = { new() { Value = id }, new() { Value = from }, new() { Value = to }, new() { Value = reason }, new() { Value = now }, new() { Value = by } },
        };
        var outage = new OutageDetails((int)(await announce.ExecuteScalarAsync(ct))!, from, to, reason, now, by, null);
        await AppendAsync(connection, transaction, EventNames.OutageAnnounced, engine, outage, by, now, ct);
        await transaction.CommitAsync(ct);
        return outage;
    }

    /// <summary>Cancels an outage: from now on the engine is expected again. What was planned and is over stays so.</summary>
    /// <param name="engine">Code of the engine.</param>
    /// <param name="id">The outage.</param>
    /// <param name="by">Pseudonym of who asks, or <see cref="AuditEvent.CommandLine"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Code of the engine; or a refusal: <c>no-such-outage</c>, <c>outage-over</c>.</returns>
    public async Task<Outcome<string>> CancelAsync(string engine, int id, string by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        OutageDetails outage;
        await using (var find = new NpgsqlCommand(
            """
            SELECT o.begins_at, o.ends_at, o.reason, o.announced_at, o.announced_by, o.cancelled_at
            FROM telemetry.outage o JOIN telemetry.engine e ON e.id = o.engine_id WHERE o.id = $1 AND e.code = $2 FOR UPDATE OF o
            """, connection)
        { Parameters = { new() { Value = id }, new() { Value = engine } } })
        await using (var row = await find.ExecuteReaderAsync(ct))
        {
            if (!await row.ReadAsync(ct)) return new Refusal("no-such-outage", string.Create(CultureInfo.InvariantCulture, $"The engine '{engine}' has no outage {id}."));
            outage = new(
                id, row.GetFieldValue<DateTimeOffset>(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), row.GetString(4),
                row.TimeOrNull(5));
        }

        if (outage.CancelledAt is not null || outage.To <= now) return new Refusal("outage-over", "This outage is over or cancelled already.");
        await using (var cancel = new NpgsqlCommand("UPDATE telemetry.outage SET cancelled_at = $2 WHERE id = $1", connection) { Parameters = { new() { Value = id }, new() { Value = now } } })
            await cancel.ExecuteNonQueryAsync(ct);
        await AppendAsync(connection, transaction, EventNames.OutageCancelled, engine, outage, by, now, ct);
        await transaction.CommitAsync(ct);
        return engine;
    }

    // Two who announce at once wait for each other here, so that both are counted.
    private static async Task<int?> EngineAsync(NpgsqlConnection connection, string code, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("SELECT id FROM telemetry.engine WHERE code = $1 AND retired_at IS NULL FOR UPDATE", connection) { Parameters = { new() { Value = code } } };
        return (int?)await find.ExecuteScalarAsync(ct);
    }

    private static Task AppendAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string name, string engine, OutageDetails outage, string by, DateTimeOffset now, CancellationToken ct) =>
        AuditLog.AppendAsync(
            connection, transaction,
            new AuditEvent(now, by, name, string.Create(CultureInfo.InvariantCulture, $"engine:{engine}/outage:{outage.Id}"), new JsonObject
            {
                ["from"] = outage.From.ToString("O", CultureInfo.InvariantCulture),
                ["to"] = outage.To.ToString("O", CultureInfo.InvariantCulture),
                ["reason"] = AuditEvent.HashOf(outage.Reason),
            }), ct);
}
