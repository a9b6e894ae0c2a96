using Npgsql;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>A draft, locked until the transaction ends, as the steps of a review look at it.</summary>
internal sealed record DraftUnderReview(int Number, string Dataset, Guid UploadedBy, long Errors, bool IsReturned)
{
    /// <summary>Subject of its entries in the log.</summary>
    public string Subject(Guid id) => $"dataset:{Dataset}/version:{id}";

    /// <returns>Refused with <c>unknown-version</c> or <c>not-a-draft</c>.</returns>
    public static async Task<Outcome<DraftUnderReview>> LockAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(
            """
            SELECT v.number, d.code, v.uploaded_by, v.errors, v.returned_at IS NOT NULL, v.status
            FROM datasets.version v JOIN datasets.dataset d ON d.id = v.dataset_id AND d.edition_to IS NULL
            WHERE v.id = $1 FOR UPDATE OF v
            """, connection);
        find.Parameters.Add(new() { Value = id });
        await using var reader = await find.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) return new Refusal("unknown-version", "There is no such version.");
        return reader.GetString(5) is var status && status != "draft"
            ? new Refusal("not-a-draft", $"The version is {status}, no draft.")
            : new DraftUnderReview(reader.GetInt32(0), reader.GetString(1), reader.GetGuid(2), reader.GetInt64(3), reader.GetBoolean(4));
    }
}
