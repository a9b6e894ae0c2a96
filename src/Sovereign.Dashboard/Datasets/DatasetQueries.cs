using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Reads about datasets and their versions, for pages and the API.</summary>
public sealed class DatasetQueries(NpgsqlDataSource database, IDbContextFactory<PortalDb> databases, ReferenceQueries reference)
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

    /// <summary>Findings of a version in the order of the file, from an ordinal on.</summary>
    public async IAsyncEnumerable<Finding> FindingsAsync(
        int versionNumber, long after, int? limit, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var findings = db.Set<Finding>().AsNoTracking().Where(f => f.VersionNumber == versionNumber && f.Ordinal > after).OrderBy(f => f.Ordinal);
        await foreach (var finding in (limit is { } most ? findings.Take(most) : findings).AsAsyncEnumerable().WithCancellation(ct)) yield return finding;
    }

    /// <summary>What publishing a draft would add or change, in the order of the file. A first load keeps no list: all of it is new.</summary>
    public async Task<IReadOnlyList<ChangedRow>> ChangesAsync(int versionNumber, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
            SELECT c.line, c.kind, i.code, k.code, c.period_start, c.frequency, coalesce(f.code, ''), s.code, o.value_text, d.value_text
            FROM datasets.change c
            JOIN {Intake.DraftTable.Name(versionNumber)} d USING ({ObservationKey.Columns})
            LEFT JOIN (SELECT * FROM datasets.observation WHERE edition_to IS NULL) o USING ({ObservationKey.Columns})
            JOIN datasets.indicator i ON i.id = c.indicator_id AND i.edition_to IS NULL
            JOIN datasets.country k ON k.id = c.country_id AND k.edition_to IS NULL
            JOIN datasets.source s ON s.id = c.source_id AND s.edition_to IS NULL
            LEFT JOIN datasets.definition f ON f.id = c.definition_id AND f.edition_to IS NULL
            WHERE c.version_number = $1 ORDER BY c.line LIMIT $2
            """);
        command.Parameters.Add(new() { Value = versionNumber });
        command.Parameters.Add(new() { Value = limit });
        var rows = new List<ChangedRow>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new ChangedRow(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3),
                Period.From(reader.GetFieldValue<DateOnly>(4), (Frequency)reader.GetInt16(5)).Code, reader.GetString(6), reader.GetString(7),
                reader.IsDBNull(8) ? null : reader.GetString(8), reader.GetString(9)));
        }

        return rows;
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
                t.id, t.semantic, x.edition, y.published_at, x.semantic, x.comment
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
            });
        }

        return versions;
    }
}
