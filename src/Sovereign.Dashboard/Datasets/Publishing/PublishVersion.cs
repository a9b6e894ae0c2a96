using Npgsql;
using NpgsqlTypes;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Review;

namespace Sovereign.Dashboard.Datasets.Publishing;

/// <summary>
/// Makes a draft the published state of its dataset, in one transaction that makes the next edition. Rows that changed are closed and
/// succeeded; rows that did not are left alone; nothing is overwritten.
/// </summary>
public sealed class PublishVersion(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>
    /// A first load of at least this many rows becomes a segment of its own and is not written a second time.
    /// Smaller ones are copied, since every segment costs each read a look.
    /// </summary>
    private const long SegmentRows = 100_000;

    /// <returns>
    /// Refused with <c>not-permitted</c>, <c>unknown-version</c>, <c>not-a-draft</c>, <c>own-upload</c>, <c>has-errors</c>, <c>returned</c>,
    /// <c>stale-base</c>, <c>unexplained-warnings</c>, <c>removal-count</c> or <c>key-owned-elsewhere</c>.
    /// </returns>
    public async Task<Outcome<PublishedVersion>> RunAsync(Actor actor, Guid versionId, PublishRequest request, CancellationToken ct)
    {
        if (!actor.IsSystem && !actor.May(Permissions.Publish))
            return new Refusal("not-permitted", "Publishing needs the permission to publish datasets.");

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var edition = await Editions.BeginNextAsync(connection, ct);
        if (await FindAsync(connection, versionId, ct) is not { } draft) return new Refusal("unknown-version", "There is no such version.");
        if (Judge(draft, actor) is { } refusal) return refusal;
        if (await JudgeWarningsAsync(connection, draft, ct) is { } unexplained) return unexplained;
        var changes = draft.Counts;
        if (JudgeRemoval(changes, request) is { } miscounted) return miscounted;
        if (draft.BaseEdition != edition - 1 && await OwnedElsewhereAsync(connection, draft, ct) is { } owned) return owned;

        long removed = 0;
        if (changes.FirstLoad)
        {
            await LoadFirstAsync(connection, draft, edition, ct);
        }
        else
        {
            if (request.RemoveMissing) removed = await CloseMissingAsync(connection, draft, edition, ct);
            await ApplyChangesAsync(connection, draft, edition, ct);
        }

        // A draft that became a segment brought its statistics along.
        if (!changes.FirstLoad || draft.Rows < SegmentRows) await ObservationStatistics.RenewAsync(connection, changes.Added + changes.Changed, ct);
        var semantic = await NextSemanticAsync(connection, draft.DatasetId, removed > 0, request.Correction, ct);
        await FinishAsync(connection, draft, actor, request, edition, semantic, changes, removed, ct);
        await AuditLog.AppendAsync(
            connection, transaction,
            new AuditEvent(clock.GetUtcNow(), actor.Pseudonym, EventNames.VersionPublished, $"dataset:{draft.Dataset}/version:{versionId}", new()
            {
                ["edition"] = edition,
                ["version"] = semantic,
                ["sha256"] = draft.Sha256,
                ["added"] = changes.Added,
                ["changed"] = changes.Changed,
                ["removed"] = removed,
                ["warnings"] = draft.Warnings,
            }), ct);
        var publishedAt = await Editions.RecordAsync(connection, edition, "publication", request.Comment, clock.GetUtcNow(), ct);
        await transaction.CommitAsync(ct);
        return new PublishedVersion(versionId, edition, publishedAt, semantic, changes.Added, changes.Changed, removed);
    }

    private sealed record Draft(
        Guid Id, int Number, int DatasetId, string Dataset, string Sha256, VersionStatus Status, Guid UploadedBy, long Rows, long Errors, int BaseEdition,
        ChangeCounts Counts, long Warnings, bool Returned, bool Stale);

    private static async Task<Draft?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(
            $"""
            SELECT v.number, v.dataset_id, d.code, f.sha256, v.status, v.uploaded_by, v.rows, v.errors, v.base_edition, v.added, v.changed, v.absent,
                NOT EXISTS (SELECT 1 FROM datasets.version p WHERE p.dataset_id = v.dataset_id AND p.status = 'published'),
                v.warnings, v.returned_at IS NOT NULL, {StaleBase.Condition}
            FROM datasets.version v
            JOIN datasets.source_file f ON f.id = v.source_file_id
            JOIN datasets.dataset d ON d.id = v.dataset_id AND d.edition_to IS NULL
            WHERE v.id = $1 FOR UPDATE OF v
            """, connection);
        find.Parameters.Add(new() { Value = id });
        await using var reader = await find.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) return null;
        return new Draft(
            id, reader.GetInt32(0), reader.GetInt32(1), reader.GetString(2), reader.GetString(3), VersionStatusCodes.Parse(reader.GetString(4)),
            reader.GetGuid(5), reader.GetInt64(6), reader.GetInt64(7), reader.GetInt32(8),
            new ChangeCounts(reader.GetBoolean(12), reader.GetInt64(9), reader.GetInt64(10), reader.GetInt64(11)), reader.GetInt64(13),
            reader.GetBoolean(14), reader.GetBoolean(15));
    }

    private static Refusal? Judge(Draft draft, Actor actor)
    {
        if (draft.Status != VersionStatus.Draft)
            return new Refusal("not-a-draft", $"The version is {draft.Status.ToCode()}; only a draft can be published.");
        if (draft.UploadedBy == actor.Id && !actor.IsSystem)
            return new Refusal("own-upload", "A second person publishes: nobody publishes the own upload.");
        if (draft.Errors > 0)
            return new Refusal("has-errors", $"The file has {draft.Errors} error{(draft.Errors == 1 ? "" : "s")}; nothing of it can be published.");
        if (draft.Returned) return new Refusal("returned", "The draft was sent back to its uploader, who has not submitted it again.");
        return draft.Stale
            ? new Refusal("stale-base", $"{draft.Dataset} was published since this draft was compared with it; compare it again to see what it would change now.")
            : null;
    }

    /// <summary>Whether every warning has its reason; counted here and now, however many there are.</summary>
    private static async Task<Refusal?> JudgeWarningsAsync(NpgsqlConnection connection, Draft draft, CancellationToken ct)
    {
        if (draft.Warnings == 0) return null;
        var open = await OpenFindings.CountAsync(connection, draft.Number, draft.DatasetId, ct);
        return open == 0
            ? null
            : new Refusal("unexplained-warnings", $"{open} of {draft.Warnings} warning{(draft.Warnings == 1 ? " has" : "s have")} no reason yet; mend the figures or explain them, then publish.");
    }

    private static Refusal? JudgeRemoval(ChangeCounts changes, PublishRequest request)
    {
        var removes = request.RemoveMissing ? changes.Absent : 0;
        return request.Removed is { } expected && expected != removes
            ? new Refusal("removal-count", $"Publishing would remove {removes} row{(removes == 1 ? "" : "s")}, not {expected}.")
            : null;
    }

    /// <summary>Other datasets may have published an observation of the draft since it was compared.</summary>
    private static async Task<Refusal?> OwnedElsewhereAsync(NpgsqlConnection connection, Draft draft, CancellationToken ct)
    {
        await foreach (var (line, _) in new DraftTable(connection, draft.Number).OwnedElsewhereAsync(ct))
        {
            return new Refusal(
                "key-owned-elsewhere", $"Another dataset published the observation of line {line} since this file was read; upload the file again to see all findings.");
        }

        return null;
    }

    private static async Task LoadFirstAsync(NpgsqlConnection connection, Draft draft, int edition, CancellationToken ct)
    {
        var table = DraftTable.Name(draft.Number);
        await RunAsync(
            connection,
            draft.Rows >= SegmentRows
                ? $"""
                  ALTER TABLE {table} RENAME TO observation_{draft.Number};
                  ALTER TABLE datasets.observation ATTACH PARTITION datasets.observation_{draft.Number} FOR VALUES IN ({draft.Number});
                  ALTER TABLE datasets.observation_{draft.Number} DROP CONSTRAINT draft_{draft.Number}_segment
                  """
                : $"{Insert} SELECT 0, {edition}, {Select} FROM {table} d; DROP TABLE {table}",
            ct);
    }

    private static Task<int> ApplyChangesAsync(NpgsqlConnection connection, Draft draft, int edition, CancellationToken ct)
    {
        var table = DraftTable.Name(draft.Number);
        return RunAsync(
            connection,
            $"""
            SET LOCAL work_mem = '128MB';
            ANALYZE datasets.change;
            UPDATE datasets.observation o SET edition_to = {edition}
            FROM datasets.change c
            WHERE c.version_number = {draft.Number} AND c.kind = 'changed' AND o.edition_to IS NULL AND {ObservationKey.Same("o", "c")};
            {Insert}
            SELECT 0, {edition}, {Select} FROM {table} d JOIN datasets.change c ON c.version_number = {draft.Number} AND {ObservationKey.Same("d", "c")};
            DROP TABLE {table}
            """, ct);
    }

    private static async Task<long> CloseMissingAsync(NpgsqlConnection connection, Draft draft, int edition, CancellationToken ct) =>
        await RunAsync(
            connection,
            $"""
            UPDATE datasets.observation o SET edition_to = {edition}
            WHERE o.dataset_id = {draft.DatasetId} AND o.edition_to IS NULL
                AND NOT EXISTS (SELECT 1 FROM {DraftTable.Name(draft.Number)} d WHERE {ObservationKey.Same("d", "o")})
            """, ct);

    private const string Columns =
        "version_number, line, dataset_id, " + ObservationKey.Columns + ", bound, coverage, method, status, value, lower, upper, value_text, lower_text, upper_text, note";

    private const string Insert = "INSERT INTO datasets.observation (segment, edition_from, " + Columns + ")";

    // Both sides of a join carry the key; the draft's is meant.
    private static readonly string Select = string.Join(", ", Columns.Split(", ").Select(column => $"d.{column}"));

    private static async Task<string> NextSemanticAsync(NpgsqlConnection connection, int datasetId, bool removal, bool correction, CancellationToken ct)
    {
        await using var last = new NpgsqlCommand(
            "SELECT semantic FROM datasets.version WHERE dataset_id = $1 AND semantic IS NOT NULL ORDER BY edition DESC LIMIT 1", connection);
        last.Parameters.Add(new() { Value = datasetId });
        return SemanticVersions.Next((string?)await last.ExecuteScalarAsync(ct), removal, correction);
    }

    private static async Task FinishAsync(
        NpgsqlConnection connection, Draft draft, Actor actor, PublishRequest request, int edition, string semantic, ChangeCounts changes, long removed,
        CancellationToken ct)
    {
        await using var finish = new NpgsqlCommand(
            """
            UPDATE datasets.version SET status = 'superseded' WHERE dataset_id = @dataset AND status = 'published';
            UPDATE datasets.version SET status = 'published', published_by = @person, unexplained = 0, edition = @edition, semantic = @semantic, comment = @comment,
                added = @added, changed = @changed, absent = @absent, removed = @removed
            WHERE id = @id
            """, connection);
        finish.Parameters.AddWithValue("dataset", draft.DatasetId);
        finish.Parameters.AddWithValue("person", actor.Id);
        finish.Parameters.AddWithValue("edition", edition);
        finish.Parameters.AddWithValue("semantic", semantic);
        finish.Parameters.Add(new NpgsqlParameter("comment", NpgsqlDbType.Text) { Value = (object?)request.Comment ?? DBNull.Value });
        finish.Parameters.AddWithValue("added", changes.Added);
        finish.Parameters.AddWithValue("changed", changes.Changed);
        finish.Parameters.AddWithValue("absent", changes.Absent);
        finish.Parameters.AddWithValue("removed", removed);
        finish.Parameters.AddWithValue("id", draft.Id);
        await finish.ExecuteNonQueryAsync(ct);
    }

    private static async Task<int> RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteNonQueryAsync(ct);
    }
}
