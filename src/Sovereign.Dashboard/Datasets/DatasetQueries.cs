using System.Runtime.CompilerServices;
using Npgsql;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Reads about datasets and their versions, for pages and the API.</summary>
public sealed class DatasetQueries(NpgsqlDataSource database, ReferenceQueries reference)
{
    /// <summary>Sees every edition.</summary>
    private const int Everything = int.MaxValue;

    /// <summary>All datasets as an edition saw them, with the version that was current then.</summary>
    public async Task<IReadOnlyList<DatasetSummary>> ListAsync(Edition edition, CancellationToken ct)
    {
        var known = await reference.AsOfAsync(edition, ct);
        await using var command = database.CreateCommand(
            """
            SELECT DISTINCT ON (v.dataset_id) v.dataset_id, v.id, v.semantic, e.published_at, v.edition, t.rows
            FROM datasets.version v
            JOIN datasets.edition e ON e.number = v.edition
            CROSS JOIN LATERAL (
                SELECT sum(w.added - w.removed)::bigint AS rows FROM datasets.version w WHERE w.dataset_id = v.dataset_id AND w.edition <= $1) t
            WHERE v.edition <= $1
            ORDER BY v.dataset_id, v.edition DESC
            """);
        command.Parameters.Add(new() { Value = edition.Number });
        var current = new Dictionary<int, (Guid Id, string Semantic, DateTimeOffset At, int Edition, long Rows)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            current[reader.GetInt32(0)] = (reader.GetGuid(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetInt32(4), reader.GetInt64(5));
        return
        [
            .. known.Datasets.Values.OrderBy(d => d.Code, StringComparer.Ordinal).Select(d => current.TryGetValue(d.Id, out var v)
                ? new DatasetSummary(d.Code, d.Title, d.Description, d.Publisher, d.Licence, d.Source, v.Semantic, v.Id, v.At, v.Edition, v.Rows)
                : new DatasetSummary(d.Code, d.Title, d.Description, d.Publisher, d.Licence, d.Source, null, null, null, null, 0)),
        ];
    }

    /// <summary>Published versions of a dataset up to an edition, newest first, each as it stood in that edition.</summary>
    public async Task<IReadOnlyList<VersionDetails>> PublishedVersionsAsync(Dataset dataset, Edition edition, CancellationToken ct) =>
        await VersionsAsync("v.dataset_id = $2 AND v.edition <= $1 ORDER BY v.edition DESC", edition.Number, ct, dataset.Id);

    /// <summary>The version that is current in the newest edition; null while nothing of the dataset is published.</summary>
    public async Task<VersionDetails?> CurrentVersionAsync(string dataset, CancellationToken ct) =>
        (await VersionsAsync("d.code = $2 AND v.status = 'published'", Everything, ct, dataset)).SingleOrDefault();

    /// <summary>The newest published version of a dataset that is neither withdrawn nor a withdrawal: the only one that can be withdrawn.</summary>
    public async Task<VersionDetails?> NewestStandingAsync(string dataset, CancellationToken ct) =>
        (await VersionsAsync(
            "d.code = $2 AND v.edition IS NOT NULL AND v.withdraws IS NULL AND x.edition IS NULL ORDER BY v.edition DESC LIMIT 1", Everything, ct, dataset)).SingleOrDefault();

    /// <summary>Versions that wait for somebody: being read, or drafts.</summary>
    public async Task<IReadOnlyList<VersionDetails>> OpenVersionsAsync(CancellationToken ct) =>
        await VersionsAsync("v.status IN ('received', 'reading', 'needs-reading', 'draft') ORDER BY v.number DESC", Everything, ct);

    /// <summary>Uploads of one person, newest first, at most fifty.</summary>
    public async Task<IReadOnlyList<VersionDetails>> UploadsOfAsync(Guid person, CancellationToken ct) =>
        await VersionsAsync("v.uploaded_by = $2 AND v.withdraws IS NULL ORDER BY v.number DESC LIMIT 50", Everything, ct, person);

    /// <summary>One version; null when there is none.</summary>
    public async Task<VersionDetails?> VersionAsync(Guid id, CancellationToken ct) =>
        (await VersionsAsync("v.id = $2", Everything, ct, id)).SingleOrDefault();

    /// <summary>Findings of a version in the order in which they were made, from an ordinal on.</summary>
    public async IAsyncEnumerable<Finding> FindingsAsync(
        int versionNumber, long after, int? limit, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await foreach (var finding in Intake.StoredFindings.InOrderMadeAsync(connection, versionNumber, after, limit, ct)) yield return finding;
    }

    /// <param name="condition">On v and d; its parameters begin with $2.</param>
    /// <param name="seen">Number of the last edition that the reader may see: what it knew is told.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="values">Of the condition's parameters.</param>
    private async Task<IReadOnlyList<VersionDetails>> VersionsAsync(string condition, int seen, CancellationToken ct, params object[] values)
    {
        await using var command = database.CreateCommand(
            $"""
            SELECT v.id, v.number, d.code, d.title,
                CASE WHEN x.edition IS NOT NULL THEN 'withdrawn'
                    WHEN v.edition IS NULL THEN v.status
                    WHEN EXISTS (SELECT 1 FROM datasets.version n WHERE n.dataset_id = v.dataset_id AND n.edition > v.edition AND n.edition <= $1) THEN 'superseded'
                    ELSE 'published' END,
                v.semantic, v.uploaded_by, v.uploaded_at, e.published_at, v.edition, v.bytes_read, coalesce(f.length, 0),
                coalesce(f.name, 'Withdrawal of ' || t.semantic), coalesce(f.sha256, ''), v.rows, v.errors, v.warnings, v.added, v.changed, v.absent, v.removed, v.comment,
                v.checked_at, v.rule_set, v.ignored_column, v.source_file_id,
                t.id, t.semantic, x.edition, y.published_at, x.semantic, x.comment,
                v.unexplained, v.returned_by, v.returned_at, v.returned_comment, v.base_edition, v.status = 'draft' AND {Publishing.StaleBase.Condition}, v.dataset_id
            FROM datasets.version v
            LEFT JOIN datasets.source_file f ON f.id = v.source_file_id
            LEFT JOIN datasets.version t ON t.number = v.withdraws
            LEFT JOIN datasets.version x ON x.withdraws = v.number AND x.edition <= $1
            LEFT JOIN datasets.edition y ON y.number = x.edition
            JOIN datasets.dataset d ON d.id = v.dataset_id AND d.edition_to IS NULL
            LEFT JOIN datasets.edition e ON e.number = v.edition
            WHERE {condition}
            """);
        command.Parameters.Add(new() { Value = seen });
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        var versions = new List<VersionDetails>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            versions.Add(new VersionDetails(
                reader.GetGuid(0), reader.GetInt32(1), reader.GetString(2), reader.GetString(3), VersionStatusCodes.Parse(reader.GetString(4)),
                reader.IsDBNull(5) ? null : reader.GetString(5), reader.GetGuid(6), reader.GetFieldValue<DateTimeOffset>(7),
                reader.IsDBNull(8) ? null : reader.GetFieldValue<DateTimeOffset>(8), reader.IsDBNull(9) ? null : reader.GetInt32(9),
                reader.GetInt64(10), reader.GetInt64(11), reader.GetString(12), reader.GetString(13), reader.GetInt64(14), reader.GetInt64(15),
                reader.GetInt64(16), reader.GetInt64(17), reader.GetInt64(18), reader.GetInt64(19), reader.GetInt64(20),
                reader.IsDBNull(21) ? null : reader.GetString(21))
            {
                CheckedAt = reader.IsDBNull(22) ? null : reader.GetFieldValue<DateTimeOffset>(22),
                RuleSet = reader.IsDBNull(23) ? null : reader.GetString(23),
                IgnoredColumn = reader.IsDBNull(24) ? null : reader.GetString(24),
                FileId = reader.IsDBNull(25) ? Guid.Empty : reader.GetGuid(25),
                TakesBack = reader.IsDBNull(26) ? null : new TakenBack(reader.GetGuid(26), reader.GetString(27)),
                WithdrawnBy = reader.IsDBNull(28)
                    ? null
                    : new WithdrawnBy(reader.GetInt32(28), reader.GetFieldValue<DateTimeOffset>(29), reader.GetString(30), reader.GetString(31)),
                Unexplained = reader.IsDBNull(32) ? null : reader.GetInt64(32),
                Returned = reader.IsDBNull(33) ? null : new(reader.GetString(33), reader.GetFieldValue<DateTimeOffset>(34), reader.GetString(35)),
                BaseEdition = reader.GetInt32(36),
                IsStale = reader.GetBoolean(37),
                DatasetId = reader.GetInt32(38),
            });
        }

        return versions;
    }
}
