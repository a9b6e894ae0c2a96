using System.Text.Json.Nodes;
using Npgsql;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Telemetry.Alarms;

/// <summary>Explains an alarm, once and for good: what it excluded counts again, under the name of whoever said why.</summary>
public sealed class ExplainAlarm(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Characters of an explanation at least: "ok" explains nothing.</summary>
    public const int Shortest = 10;

    /// <summary>Characters at most.</summary>
    public const int Longest = 1000;

    /// <param name="id">The alarm.</param>
    /// <param name="explanation">What was the matter.</param>
    /// <param name="by">Pseudonym of who explains.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Code of the engine; or a refusal: <c>bad-explanation</c>, <c>no-such-alarm</c>, <c>already-explained</c>.</returns>
    public async Task<Outcome<string>> RunAsync(long id, string? explanation, string by, CancellationToken ct)
    {
        var text = explanation?.Trim() ?? "";
        if (text.Length is < Shortest or > Longest || text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            return new Refusal("bad-explanation", $"An explanation has {Shortest} to {Longest} characters; this one has {text.Length}.");

        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var find = new NpgsqlCommand(
            "SELECT e.code, a.code, a.subject, a.explained_at IS NOT NULL FROM telemetry.alarm a JOIN telemetry.engine e ON e.id = a.engine_id WHERE a.id = $1 FOR UPDATE OF a", connection, transaction)
        {
            Parameters = { new() { Value = id } },
        };
        string engine, code, subject;
        await using (var row = await find.ExecuteReaderAsync(ct))
        {
            if (!await row.ReadAsync(ct)) return new Refusal("no-such-alarm", $"There is no alarm {id}.");
            if (row.GetBoolean(3)) return new Refusal("already-explained", "This alarm was explained before; the first explanation stands.");
            (engine, code, subject) = (row.GetString(0), row.GetString(1), row.GetString(2));
        }

        await using (var explain = new NpgsqlCommand("UPDATE telemetry.alarm SET explained_at = $2, explained_by = $3, explanation = $4 WHERE id = $1", connection, transaction)
        {
            Parameters = { new() { Value = id }, new() { Value = now }, new() { Value = by }, new() { Value = text } },
        })
        {
            await explain.ExecuteNonQueryAsync(ct);
        }

        // A flag of a closed day: the day is closed again, and what changes is published as a correction.
        await using (var due = new NpgsqlCommand("UPDATE telemetry.closed_day SET due = true WHERE day::text = $1", connection, transaction) { Parameters = { new() { Value = subject } } })
            await due.ExecuteNonQueryAsync(ct);

        var details = new JsonObject { ["alarm"] = code, ["about"] = subject, ["explanation"] = AuditEvent.HashOf(text) };
        await AuditLog.AppendAsync(
            connection, transaction, new AuditEvent(now, by, EventNames.AlarmExplained, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"engine:{engine}/alarm:{id}"), details), ct);
        await transaction.CommitAsync(ct);
        return engine;
    }
}
