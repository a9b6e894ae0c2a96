using Npgsql;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Publishing;

/// <summary>
/// What publishing a draft would do to its dataset: which keys it adds, which it changes, how many published rows it does not mention.
/// The list is kept, so that reviewers see it and publishing touches only those rows.
/// </summary>
internal static class CompareVersions
{
    /// <summary>Fills <c>datasets.change</c> for a draft and returns the counts. A first load is all additions and keeps no list.</summary>
    public static async Task<ChangeCounts> RunAsync(NpgsqlConnection connection, int versionNumber, int datasetId, CancellationToken ct)
    {
        var draft = DraftTable.Name(versionNumber);
        var hasPublished = await ScalarAsync<bool>(
            connection,
            $"SELECT EXISTS (SELECT 1 FROM datasets.version WHERE dataset_id = {datasetId} AND status = 'published')", ct);
        if (!hasPublished)
            return new ChangeCounts(FirstLoad: true, await ScalarAsync<long>(connection, $"SELECT count(*) FROM {draft}", ct), 0, 0);

        await using (var fill = new NpgsqlCommand(
            $"""
            SET LOCAL work_mem = '128MB';
            DELETE FROM datasets.change WHERE version_number = {versionNumber};
            INSERT INTO datasets.change (version_number, kind, line, size, {ObservationKey.Columns})
            SELECT {versionNumber}, CASE WHEN o.version_number IS NULL THEN 'added' ELSE 'changed' END, d.line, {Size},
                d.indicator_id, d.country_id, d.period_start, d.frequency, d.definition_id, d.control, d.source_id
            FROM {draft} d
            LEFT JOIN (SELECT * FROM datasets.observation WHERE edition_to IS NULL) o USING ({ObservationKey.Columns})
            WHERE o.version_number IS NULL
                OR (d.value_text, d.lower_text, d.upper_text, d.bound, d.coverage, d.method, d.status, d.note)
                    IS DISTINCT FROM (o.value_text, o.lower_text, o.upper_text, o.bound, o.coverage, o.method, o.status, o.note)
            """, connection)
        { CommandTimeout = 0 })
        {
            await fill.ExecuteNonQueryAsync(ct);
        }

        await using var count = new NpgsqlCommand(
            $"""
            SELECT
                (SELECT count(*) FROM datasets.change WHERE version_number = {versionNumber} AND kind = 'added'),
                (SELECT count(*) FROM datasets.change WHERE version_number = {versionNumber} AND kind = 'changed'),
                (SELECT count(*) FROM datasets.observation WHERE dataset_id = {datasetId} AND edition_to IS NULL),
                (SELECT count(*) FROM {draft})
            """, connection)
        { CommandTimeout = 0 };
        await using var reader = await count.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var (added, changed, published, rows) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
        // Rows of the file that are not new stand for one published row each; what is left of the published ones is not mentioned.
        return new ChangeCounts(FirstLoad: false, added, changed, published - (rows - added));
    }

    /// <summary>|after − before| ÷ |before|: infinite from zero, and where a double cannot hold it; null of an added row.</summary>
    private const string Size =
        """
        CASE WHEN d.value = o.value THEN 0
            WHEN o.value IS NOT NULL AND (abs(o.value) < 1e-150 OR abs(d.value) > 1e150 OR abs(o.value) > 1e150) THEN 'infinity'
            ELSE abs(d.value - o.value) / abs(o.value) END
        """;

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }
}
