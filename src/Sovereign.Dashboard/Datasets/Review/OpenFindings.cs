using Npgsql;

namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>Which warnings have no reason yet: the one condition, in SQL, wherever it is asked.</summary>
internal static class OpenFindings
{
    /// <summary>Whether a finding f of a version of the dataset <c>@dataset</c> is a warning without a standing reason.</summary>
    public const string Condition =
        """
        f.tier IN ('Q', 'M') AND NOT EXISTS (
            SELECT 1 FROM datasets.explanation e
            WHERE e.dataset_id = @dataset AND e.code = f.code AND e.subject = f.subject AND e.value = f.subject_value AND e.replaced_at IS NULL)
        """;

    /// <summary>Counts them, exactly.</summary>
    public static async Task<long> CountAsync(NpgsqlConnection connection, int versionNumber, int datasetId, CancellationToken ct)
    {
        await using var count = new NpgsqlCommand(
            $"SELECT count(*) FROM datasets.finding f WHERE f.version_number = @version AND {Condition}", connection)
        { CommandTimeout = 0 };
        count.Parameters.AddWithValue("version", versionNumber);
        count.Parameters.AddWithValue("dataset", datasetId);
        return (long)(await count.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Counts them anew for every draft of a dataset: a reason given in one holds in all.</summary>
    public static async Task RecountAsync(NpgsqlConnection connection, int datasetId, CancellationToken ct)
    {
        var drafts = new List<int>();
        await using (var list = new NpgsqlCommand(
            "SELECT number FROM datasets.version WHERE dataset_id = $1 AND status = 'draft' AND unexplained > 0 ORDER BY number", connection))
        {
            list.Parameters.Add(new() { Value = datasetId });
            await using var reader = await list.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct)) drafts.Add(reader.GetInt32(0));
        }

        foreach (var draft in drafts)
        {
            await using var update = new NpgsqlCommand("UPDATE datasets.version SET unexplained = $2 WHERE number = $1", connection);
            update.Parameters.Add(new() { Value = draft });
            update.Parameters.Add(new() { Value = await CountAsync(connection, draft, datasetId, ct) });
            await update.ExecuteNonQueryAsync(ct);
        }
    }
}
