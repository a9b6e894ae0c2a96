using System.Runtime.CompilerServices;
using Npgsql;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Reads about datasets and their versions, for pages and the API.</summary>
public sealed class DatasetQueries(NpgsqlDataSource database, ReferenceQueries reference)
{
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

    /// <summary>Published versions of a dataset up to an edition, newest first.</summary>
    public async Task<IReadOnlyList<VersionDetails>> PublishedVersionsAsync(Dataset dataset, Edition edition, CancellationToken ct) =>
        await VersionsAsync("v.dataset_id = $1 AND v.edition <= $2 ORDER BY v.edition DESC", ct, dataset.Id, edition.Number);

    /// <summary>Versions that wait for somebody: being read, or drafts.</summary>
    public async Task<IReadOnlyList<VersionDetails>> OpenVersionsAsync(CancellationToken ct) =>
        await VersionsAsync("v.status IN ('received', 'reading', 'needs-reading', 'draft') ORDER BY v.number DESC", ct);

    /// <summary>Uploads of one person, newest first, at most fifty.</summary>
    public async Task<IReadOnlyList<VersionDetails>> UploadsOfAsync(Guid person, CancellationToken ct) =>
        await VersionsAsync("v.uploaded_by = $1 ORDER BY v.number DESC LIMIT 50", ct, person);

    /// <summary>One version; null when there is none.</summary>
    public async Task<VersionDetails?> VersionAsync(Guid id, CancellationToken ct) =>
        (await VersionsAsync("v.id = $1", ct, id)).SingleOrDefault();

    /// <summary>Findings of a version in the order in which they were made, from an ordinal on.</summary>
    public async IAsyncEnumerable<Finding> FindingsAsync(
        int versionNumber, long after, int? limit, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await foreach (var finding in Intake.StoredFindings.InOrderMadeAsync(connection, versionNumber, after, limit, ct)) yield return finding;
    }

    private async Task<IReadOnlyList<VersionDetails>> VersionsAsync(string condition, CancellationToken ct, params object[] values)
    {
        await using var command = database.CreateCommand(
            $"""
            SELECT v.id, v.number, d.code, d.title, v.status, v.semantic, v.uploaded_by, v.uploaded_at, e.published_at, v.edition, v.bytes_read, f.length,
                f.name, f.sha256, v.rows, v.errors, v.warnings, v.added, v.changed, v.absent, v.removed, v.comment,
                v.checked_at, v.rule_set, v.ignored_column, v.source_file_id, v.unexplained, v.returned_by, v.returned_at, v.returned_comment, v.base_edition,
                v.status = 'draft' AND {Publishing.StaleBase.Condition}, v.dataset_id
            FROM datasets.version v
            JOIN datasets.source_file f ON f.id = v.source_file_id
            JOIN datasets.dataset d ON d.id = v.dataset_id AND d.edition_to IS NULL
            LEFT JOIN datasets.edition e ON e.number = v.edition
            WHERE {condition}
            """);
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
                FileId = reader.GetGuid(25),
                Unexplained = reader.IsDBNull(26) ? null : reader.GetInt64(26),
                Returned = reader.IsDBNull(27) ? null : new(reader.GetString(27), reader.GetFieldValue<DateTimeOffset>(28), reader.GetString(29)),
                BaseEdition = reader.GetInt32(30),
                IsStale = reader.GetBoolean(31),
                DatasetId = reader.GetInt32(32),
            });
        }

        return versions;
    }
}
