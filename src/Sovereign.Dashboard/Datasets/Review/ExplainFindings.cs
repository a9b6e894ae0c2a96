using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>
/// Gives warnings of a draft their reason. A reason is kept by dataset, rule, subject and value, and so holds for every later file that says the same;
/// one that replaces another ends it, and versions published before keep the one they were published with.
/// </summary>
public sealed class ExplainFindings(NpgsqlDataSource database, TimeProvider clock)
{
    /// <param name="actor">Who explains; whoever uploads or publishes may.</param>
    /// <param name="versionId">A draft without errors.</param>
    /// <param name="asked">All of it is done, or nothing. A warning that is named twice takes the last reason.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused with <c>not-permitted</c>, <c>unknown-version</c>, <c>not-a-draft</c>, <c>has-errors</c>, <c>reason-missing</c>, <c>reason-too-long</c>,
    /// <c>bad-reason-code</c> or <c>no-such-finding</c>.
    /// </returns>
    public async Task<Outcome<ExplainedFindings>> RunAsync(Actor actor, Guid versionId, IReadOnlyList<ExplainRequest> asked, CancellationToken ct)
    {
        if (!actor.May(Permissions.Upload) && !actor.May(Permissions.Publish))
            return new Refusal("not-permitted", "Explaining needs the permission to upload or to publish datasets.");
        if (Judge(asked) is { } wrong) return wrong;

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await FindAsync(connection, versionId, ct) is not { } draft) return new Refusal("unknown-version", "There is no such version.");
        if (draft.Status != VersionStatus.Draft)
            return new Refusal("not-a-draft", $"The version is {draft.Status.ToCode()}; only warnings of a draft are explained.");
        if (draft.Errors > 0) return new Refusal("has-errors", "The file has errors; unusual figures are judged once it has none.");

        var now = clock.GetUtcNow();
        ExplainRequest[] named = [.. asked.Where(request => request.Row is not null)];
        var explained = await ExplainNamedAsync(connection, draft, named, actor, now, ct);
        if (explained is Outcome<long>.Refused refused) return refused.Why;
        var total = ((Outcome<long>.Done)explained).Value;
        foreach (var request in asked.Where(request => request.Row is null)) total += await ExplainOpenAsync(connection, draft, request, actor, now, ct);
        if (total > ManyReasons)
        {
            // Without statistics of what was just written, counting it would be planned for a handful.
            await using var analyze = new NpgsqlCommand("ANALYZE datasets.explanation", connection) { CommandTimeout = 0 };
            await analyze.ExecuteNonQueryAsync(ct);
        }

        await OpenFindings.RecountAsync(connection, draft.DatasetId, ct);
        var open = await UnexplainedAsync(connection, versionId, ct);
        if (total > 0)
        {
            await AuditLog.AppendAsync(
                connection, transaction,
                new AuditEvent(now, actor.Pseudonym, EventNames.VersionExplained, $"dataset:{draft.Dataset}/version:{versionId}", new()
                {
                    ["explained"] = total,
                    ["unexplained"] = open,
                    ["rules"] = Texts(asked.Select(request => request.Code ?? "every rule")),
                    ["reasons"] = Texts(asked.Select(request => request.ReasonCode ?? ReasonCodes.Other)),
                }), ct);
        }

        await transaction.CommitAsync(ct);
        return new ExplainedFindings(total, open);
    }

    private const long ManyReasons = 10_000;

    private static readonly FrozenSet<string> asksForReason = FindingCodes.All.Where(code => !code.Blocks).Select(code => code.Code).ToFrozenSet();

    private sealed record Draft(int Number, int DatasetId, string Dataset, VersionStatus Status, long Errors);

    private static Refusal? Judge(IReadOnlyList<ExplainRequest> asked)
    {
        if (asked.Count == 0 || asked.Any(request => string.IsNullOrWhiteSpace(request.Reason)))
            return new Refusal("reason-missing", "A warning is explained by a reason in words; none is given.");
        if (asked.Any(request => request.Reason!.Length > ExplainRequest.LongestReason))
            return new Refusal("reason-too-long", $"A reason has at most {ExplainRequest.LongestReason} characters.");
        if (asked.Select(request => request.Code).OfType<string>().FirstOrDefault(code => !asksForReason.Contains(code)) is { } other)
            return new Refusal("no-such-finding", $"No warning has the code '{Design.Echo.Of(other)}'; expected one of {string.Join(", ", asksForReason.Order(StringComparer.Ordinal))}.");
        return asked.Select(request => request.ReasonCode).OfType<string>().FirstOrDefault(code => !ReasonCodes.Knows(code)) is { } unknown
            ? new Refusal("bad-reason-code", $"reasonCode is '{Design.Echo.Of(unknown)}'; expected one of {string.Join(", ", ReasonCodes.All.Select(known => known.Code))}.")
            : null;
    }

    /// <summary>Locks the drafts of the dataset in one order: their counts change together.</summary>
    private static async Task<Draft?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(
            """
            SELECT v.id, v.number, v.dataset_id, d.code, v.status, v.errors
            FROM datasets.version v JOIN datasets.dataset d ON d.id = v.dataset_id AND d.edition_to IS NULL
            WHERE v.dataset_id = (SELECT dataset_id FROM datasets.version WHERE id = $1) AND (v.id = $1 OR v.status = 'draft')
            ORDER BY v.number FOR UPDATE OF v
            """, connection);
        find.Parameters.Add(new() { Value = id });
        Draft? draft = null;
        await using var reader = await find.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (reader.GetGuid(0) == id)
                draft = new(reader.GetInt32(1), reader.GetInt32(2), reader.GetString(3), VersionStatusCodes.Parse(reader.GetString(4)), reader.GetInt64(5));
        }

        return draft;
    }

    /// <summary>Warnings named by row: with a reason or without, they get this one.</summary>
    private static async Task<Outcome<long>> ExplainNamedAsync(
        NpgsqlConnection connection, Draft draft, ExplainRequest[] named, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (named.Length == 0) return 0L;
        const string Asked = "unnest(@codes, @rows, @columns, @kinds, @reasons) WITH ORDINALITY AS a (code, line, column_name, reason_code, reason, place)";
        const string Same = "(a.code IS NULL OR f.code = a.code) AND f.line = a.line AND (a.column_name IS NULL OR f.column_name = a.column_name)";
        const string Found = "f.version_number = @version AND f.tier IN ('Q', 'M')";

        await using (var lacking = Command(
            $"SELECT a.code, a.line FROM {Asked} WHERE NOT EXISTS (SELECT 1 FROM datasets.finding f WHERE {Found} AND {Same}) ORDER BY a.place LIMIT 1"))
        await using (var reader = await lacking.ExecuteReaderAsync(ct))
        {
            if (await reader.ReadAsync(ct))
                return new Refusal("no-such-finding", $"Row {reader.GetInt64(1)} has no warning{(reader.IsDBNull(0) ? "" : $" '{Design.Echo.Of(reader.GetString(0))}'")} to explain.");
        }

        const string Meant =
            $"""
            WITH meant AS (
                SELECT DISTINCT ON (f.code, f.subject, f.subject_value) f.code, f.subject, f.subject_value, a.reason_code, a.reason
                FROM {Asked} JOIN datasets.finding f ON {Same} WHERE {Found} AND f.subject IS NOT NULL
                ORDER BY f.code, f.subject, f.subject_value, a.place DESC)
            """;
        await using (var replace = Command(
            $"""
            {Meant}
            UPDATE datasets.explanation e SET replaced_at = @now FROM meant m
            WHERE e.dataset_id = @dataset AND e.code = m.code AND e.subject = m.subject AND e.value = m.subject_value AND e.replaced_at IS NULL
                AND (e.reason_code, e.reason) IS DISTINCT FROM (m.reason_code, m.reason)
            """))
        {
            await replace.ExecuteNonQueryAsync(ct);
        }

        await using (var insert = Command(
            $"""
            {Meant}
            INSERT INTO datasets.explanation (dataset_id, code, subject, value, reason_code, reason, explained_by, explained_at)
            SELECT @dataset, m.code, m.subject, m.subject_value, m.reason_code, m.reason, @person, @now FROM meant m
            ON CONFLICT (dataset_id, code, subject, value) WHERE replaced_at IS NULL DO NOTHING
            """))
        {
            await insert.ExecuteNonQueryAsync(ct);
        }

        await using var count = Command($"SELECT count(DISTINCT f.ordinal) FROM {Asked} JOIN datasets.finding f ON {Same} WHERE {Found}");
        return (long)(await count.ExecuteScalarAsync(ct))!;

        NpgsqlCommand Command(string sql)
        {
            var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            command.Parameters.Add(new("codes", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = named.Select(request => request.Code).ToArray() });
            command.Parameters.Add(new("rows", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = named.Select(request => request.Row!.Value).ToArray() });
            command.Parameters.Add(new("columns", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = named.Select(request => request.Column).ToArray() });
            command.Parameters.Add(new("kinds", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = named.Select(request => request.ReasonCode ?? ReasonCodes.Other).ToArray() });
            command.Parameters.Add(new("reasons", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = named.Select(request => request.Reason!.Trim()).ToArray() });
            Identify(command, draft, actor, now);
            return command;
        }
    }

    /// <summary>All warnings of a kind that have no reason yet, in one statement however many they are.</summary>
    private static async Task<long> ExplainOpenAsync(
        NpgsqlConnection connection, Draft draft, ExplainRequest request, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        await using var explain = new NpgsqlCommand(
            $"""
            WITH open AS (
                SELECT f.code, f.subject, f.subject_value, count(*) AS findings FROM datasets.finding f
                WHERE f.version_number = @version AND f.subject IS NOT NULL AND (@code IS NULL OR f.code = @code) AND (@column IS NULL OR f.column_name = @column)
                    AND {OpenFindings.Condition}
                GROUP BY f.code, f.subject, f.subject_value),
            given AS (
                INSERT INTO datasets.explanation (dataset_id, code, subject, value, reason_code, reason, explained_by, explained_at)
                SELECT @dataset, o.code, o.subject, o.subject_value, @kind, @reason, @person, @now FROM open o)
            SELECT coalesce(sum(findings), 0)::bigint FROM open
            """, connection)
        { CommandTimeout = 0 };
        explain.Parameters.Add(new("code", NpgsqlDbType.Text) { Value = (object?)request.Code ?? DBNull.Value });
        explain.Parameters.Add(new("column", NpgsqlDbType.Text) { Value = (object?)request.Column ?? DBNull.Value });
        explain.Parameters.AddWithValue("kind", request.ReasonCode ?? ReasonCodes.Other);
        explain.Parameters.AddWithValue("reason", request.Reason!.Trim());
        Identify(explain, draft, actor, now);
        return (long)(await explain.ExecuteScalarAsync(ct))!;
    }

    private static void Identify(NpgsqlCommand command, Draft draft, Actor actor, DateTimeOffset now)
    {
        command.Parameters.AddWithValue("version", draft.Number);
        command.Parameters.AddWithValue("dataset", draft.DatasetId);
        command.Parameters.AddWithValue("person", actor.Pseudonym);
        command.Parameters.Add(new("now", NpgsqlDbType.TimestampTz) { Value = now });
    }

    private static async Task<long> UnexplainedAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT unexplained FROM datasets.version WHERE id = $1", connection);
        command.Parameters.Add(new() { Value = id });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Distinct().Select(text => JsonValue.Create(text))];
}
