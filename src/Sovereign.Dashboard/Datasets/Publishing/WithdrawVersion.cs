using Npgsql;
using NpgsqlTypes;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Datasets.Publishing;

/// <summary>
/// Takes a published version back, in one transaction that makes the next edition: the rows that stood before that version stand again. The withdrawal is
/// a version of its own, without a file. Nothing is overwritten: what was closed stays closed and is copied, and the days on which the withdrawn version
/// stood still show it.
/// </summary>
/// <remarks>
/// No second person is asked for: the state that comes back was published by two people, and a wrong figure should not stay up for want of one. Whoever
/// uploaded a version may therefore withdraw it.
/// </remarks>
public sealed class WithdrawVersion(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Characters of a public reason.</summary>
    public const int LongestReason = 2_000;

    private const string Said = "bound, coverage, method, status, value, lower, upper, value_text, lower_text, upper_text, note";

    /// <summary>Rows b that stood before the version and were closed since.</summary>
    private const string Before = "datasets.observation b JOIN datasets.version u ON u.number = b.version_number";

    private const string ClosedSince = "b.dataset_id = @dataset AND b.edition_to >= @since AND u.edition < @since";

    /// <summary>
    /// A row that an earlier withdrawal already put back as it was before is left alone; so withdrawing version after version goes back step by step.
    /// </summary>
    private static readonly string Close =
        $"""
        SET LOCAL work_mem = '128MB';
        UPDATE datasets.observation o SET edition_to = @edition
        WHERE o.version_number = ANY (@versions) AND (o.segment = 0 OR o.segment = ANY (@versions)) AND o.edition_to IS NULL
            AND NOT EXISTS (
                SELECT 1 FROM {Before} WHERE {ClosedSince} AND {ObservationKey.Same("b", "o")}
                    AND b.line = o.line AND coalesce(b.origin_version, b.version_number) = coalesce(o.origin_version, o.version_number))
        """;

    private static readonly string Restore =
        $"""
        INSERT INTO datasets.observation (segment, edition_from, version_number, origin_version, line, dataset_id, {ObservationKey.Columns}, {Said})
        SELECT 0, @edition, @withdrawal, coalesce(b.origin_version, b.version_number), b.line, b.dataset_id, {ObservationKey.Of("b")},
            {string.Join(", ", Said.Split(", ").Select(column => $"b.{column}"))}
        FROM {Before} WHERE {ClosedSince} AND NOT EXISTS (SELECT 1 FROM datasets.observation n WHERE n.edition_to IS NULL AND {ObservationKey.Same("n", "b")})
        """;

    private static readonly string OwnedElsewhere =
        $"""
        SELECT d.code FROM {Before}
        JOIN datasets.observation n ON {ObservationKey.Same("n", "b")}
        JOIN datasets.dataset d ON d.id = n.dataset_id AND d.edition_to IS NULL
        WHERE {ClosedSince} AND n.edition_to IS NULL AND n.dataset_id <> @dataset LIMIT 1
        """;

    private static readonly string CountChanged =
        $"""
        SELECT count(*) FROM datasets.observation a JOIN datasets.observation b ON {ObservationKey.Same("a", "b")}
        WHERE a.segment = 0 AND a.version_number = @withdrawal AND b.edition_to = @edition
        """;

    /// <returns>
    /// Refused with <c>not-permitted</c>, <c>missing-comment</c>, <c>comment-too-long</c>, <c>unknown-version</c>, <c>not-published</c>,
    /// <c>already-withdrawn</c>, <c>is-withdrawal</c>, <c>not-current</c> or <c>key-owned-elsewhere</c>.
    /// </returns>
    /// <param name="actor">Whoever withdraws.</param>
    /// <param name="versionId">The version to take back.</param>
    /// <param name="reason">Why; everybody reads it.</param>
    /// <param name="ct">Cancels; nothing has then happened.</param>
    public async Task<Outcome<WithdrawnVersion>> RunAsync(Actor actor, Guid versionId, string? reason, CancellationToken ct)
    {
        if (!actor.May(Permissions.Publish)) return new Refusal("not-permitted", "Withdrawing needs the permission to publish datasets.");
        if (string.IsNullOrWhiteSpace(reason)) return new Refusal("missing-comment", "comment is missing: a withdrawal says publicly why.");
        reason = reason.Trim();
        if (reason.Length > LongestReason) return new Refusal("comment-too-long", $"comment has {reason.Length} characters; at most {LongestReason} are kept.");

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var edition = await Editions.BeginNextAsync(connection, ct);
        if (await FindAsync(connection, versionId, ct) is not { } wrong) return new Refusal("unknown-version", "There is no such version.");
        if (await JudgeAsync(connection, wrong, ct) is { } refusal) return refusal;

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var number = await AddAsync(connection, id, wrong, actor, edition, reason, now, ct);
        var closed = await RunAsync(connection, Close, wrong, edition, number, ct);
        var restored = await RunAsync(connection, Restore, wrong, edition, number, ct);
        await ObservationStatistics.RenewAsync(connection, restored, ct);
        var changed = await CountChangedAsync(connection, edition, number, ct);
        var (added, removed) = (restored - changed, closed - changed);
        var semantic = SemanticVersions.Next(wrong.Newest, removal: removed > 0, correction: true);
        await FinishAsync(connection, number, semantic, restored, added, changed, removed, ct);
        await AuditLog.AppendAsync(
            connection, transaction,
            new AuditEvent(now, actor.Pseudonym, EventNames.VersionWithdrawn, $"dataset:{wrong.Dataset}/version:{versionId}", new()
            {
                ["edition"] = edition,
                ["version"] = semantic,
                ["withdrew"] = wrong.Semantic,
                ["sha256"] = wrong.Sha256,
                ["added"] = added,
                ["changed"] = changed,
                ["removed"] = removed,
                ["comment"] = reason,
            }), ct);
        var publishedAt = await Editions.RecordAsync(connection, edition, "withdrawal", reason, now, ct);
        await transaction.CommitAsync(ct);
        return new WithdrawnVersion(versionId, id, edition, publishedAt, semantic, added, changed, removed);
    }

    /// <param name="Versions">Numbers of the versions of the dataset from this one on.</param>
    /// <param name="Newest">major.minor.patch of the dataset's newest version.</param>
    private sealed record Wrong(
        int Number, int DatasetId, string Dataset, VersionStatus Status, string? Semantic, int? Edition, bool IsWithdrawal, string? Sha256, int[] Versions, string? Newest);

    private static async Task<Wrong?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(
            """
            SELECT v.number, v.dataset_id, d.code, v.status, v.semantic, v.edition, v.withdraws IS NOT NULL, f.sha256,
                ARRAY(SELECT w.number FROM datasets.version w WHERE w.dataset_id = v.dataset_id AND w.edition >= v.edition),
                (SELECT w.semantic FROM datasets.version w WHERE w.dataset_id = v.dataset_id AND w.edition IS NOT NULL ORDER BY w.edition DESC LIMIT 1)
            FROM datasets.version v
            JOIN datasets.dataset d ON d.id = v.dataset_id AND d.edition_to IS NULL
            LEFT JOIN datasets.source_file f ON f.id = v.source_file_id
            WHERE v.id = $1 FOR UPDATE OF v
            """, connection);
        find.Parameters.Add(new() { Value = id });
        await using var reader = await find.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) return null;
        return new Wrong(
            reader.GetInt32(0), reader.GetInt32(1), reader.GetString(2), VersionStatusCodes.Parse(reader.GetString(3)),
            reader.IsDBNull(4) ? null : reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetInt32(5), reader.GetBoolean(6),
            reader.IsDBNull(7) ? null : reader.GetString(7), reader.GetFieldValue<int[]>(8), reader.IsDBNull(9) ? null : reader.GetString(9));
    }

    private static async Task<Refusal?> JudgeAsync(NpgsqlConnection connection, Wrong wrong, CancellationToken ct)
    {
        if (wrong.Edition is null)
            return new Refusal("not-published", $"The version is {wrong.Status.ToCode()}; only what is published can be withdrawn.");
        if (wrong.IsWithdrawal)
            return new Refusal("is-withdrawal", $"Version {wrong.Semantic} is itself a withdrawal. To bring the figures back, upload their file again and have it published.");
        if (wrong.Status == VersionStatus.Withdrawn)
            return new Refusal("already-withdrawn", $"Version {wrong.Semantic} is withdrawn already.");
        if (await NewestStandingAsync(connection, wrong.DatasetId, ct) is var (number, id, semantic) && number != wrong.Number)
        {
            return new Refusal(
                "not-current",
                $"Version {wrong.Semantic} is not the newest of {wrong.Dataset}: {semantic} ({id}) is. Withdraw that one first, or publish a correction.");
        }

        await using var elsewhere = new NpgsqlCommand(OwnedElsewhere, connection) { CommandTimeout = 0 };
        Add(elsewhere, wrong);
        return await elsewhere.ExecuteScalarAsync(ct) is string other
            ? new Refusal("key-owned-elsewhere", $"An observation that version {wrong.Semantic} removed has since been published by the dataset {other}. Withdraw it there first.")
            : null;
    }

    /// <summary>The newest version of the dataset that is neither withdrawn nor a withdrawal.</summary>
    private static async Task<(int Number, Guid Id, string Semantic)> NewestStandingAsync(NpgsqlConnection connection, int datasetId, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(
            """
            SELECT number, id, semantic FROM datasets.version
            WHERE dataset_id = $1 AND edition IS NOT NULL AND withdraws IS NULL AND status <> 'withdrawn' ORDER BY edition DESC LIMIT 1
            """, connection);
        find.Parameters.Add(new() { Value = datasetId });
        await using var reader = await find.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt32(0), reader.GetGuid(1), reader.GetString(2));
    }

    /// <returns>The number of the withdrawal.</returns>
    private static async Task<int> AddAsync(
        NpgsqlConnection connection, Guid id, Wrong wrong, Actor actor, int edition, string reason, DateTimeOffset now, CancellationToken ct)
    {
        await using var add = new NpgsqlCommand(
            """
            UPDATE datasets.version SET status = 'superseded' WHERE dataset_id = @dataset AND status = 'published';
            UPDATE datasets.version SET status = 'withdrawn' WHERE number = @wrong;
            INSERT INTO datasets.version (id, dataset_id, status, uploaded_by, uploaded_at, system_upload, published_by, edition, base_edition, withdraws, comment,
                bytes_read, rows, errors, warnings, added, changed, absent, removed)
            VALUES (@id, @dataset, 'published', @person, @now, false, @person, @edition, @edition - 1, @wrong, @comment, 0, 0, 0, 0, 0, 0, 0, 0)
            RETURNING number
            """, connection);
        add.Parameters.AddWithValue("id", id);
        add.Parameters.AddWithValue("dataset", wrong.DatasetId);
        add.Parameters.AddWithValue("person", actor.Id);
        add.Parameters.Add(new NpgsqlParameter("now", NpgsqlDbType.TimestampTz) { Value = now });
        add.Parameters.AddWithValue("edition", edition);
        add.Parameters.AddWithValue("wrong", wrong.Number);
        add.Parameters.AddWithValue("comment", reason);
        return (int)(await add.ExecuteScalarAsync(ct))!;
    }

    private static async Task<long> RunAsync(NpgsqlConnection connection, string sql, Wrong wrong, int edition, int withdrawal, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        Add(command, wrong);
        command.Parameters.AddWithValue("edition", edition);
        command.Parameters.AddWithValue("withdrawal", withdrawal);
        command.Parameters.AddWithValue("versions", wrong.Versions);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static void Add(NpgsqlCommand command, Wrong wrong)
    {
        command.Parameters.AddWithValue("dataset", wrong.DatasetId);
        command.Parameters.AddWithValue("since", wrong.Edition!.Value);
    }

    private static async Task<long> CountChangedAsync(NpgsqlConnection connection, int edition, int withdrawal, CancellationToken ct)
    {
        await using var count = new NpgsqlCommand(CountChanged, connection) { CommandTimeout = 0 };
        count.Parameters.AddWithValue("edition", edition);
        count.Parameters.AddWithValue("withdrawal", withdrawal);
        return (long)(await count.ExecuteScalarAsync(ct))!;
    }

    private static async Task FinishAsync(
        NpgsqlConnection connection, int withdrawal, string semantic, long rows, long added, long changed, long removed, CancellationToken ct)
    {
        await using var finish = new NpgsqlCommand(
            "UPDATE datasets.version SET semantic = $2, rows = $3, added = $4, changed = $5, removed = $6 WHERE number = $1", connection);
        foreach (var value in new object[] { withdrawal, semantic, rows, added, changed, removed }) finish.Parameters.Add(new() { Value = value });
        await finish.ExecuteNonQueryAsync(ct);
    }
}
