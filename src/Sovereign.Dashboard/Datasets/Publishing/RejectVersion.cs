using Npgsql;
using NpgsqlTypes;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Publishing;

/// <summary>Refuses a draft for good. The file stays as evidence; its rows do not.</summary>
public sealed class RejectVersion(NpgsqlDataSource database, TimeProvider clock)
{
    /// <returns>Refused with <c>not-permitted</c>, <c>unknown-version</c> or <c>not-a-draft</c>.</returns>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Guid versionId, string? comment, CancellationToken ct)
    {
        if (!actor.May(Permissions.Publish)) return new Refusal("not-permitted", "Rejecting needs the permission to publish datasets.");

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var find = new NpgsqlCommand(
            """
            SELECT v.number, v.status, d.code FROM datasets.version v JOIN datasets.dataset d ON d.id = v.dataset_id AND d.edition_to IS NULL
            WHERE v.id = $1 FOR UPDATE OF v
            """, connection);
        find.Parameters.Add(new() { Value = versionId });
        int number;
        string dataset;
        await using (var reader = await find.ExecuteReaderAsync(ct))
        {
            if (!await reader.ReadAsync(ct)) return new Refusal("unknown-version", "There is no such version.");
            number = reader.GetInt32(0);
            dataset = reader.GetString(2);
            if (reader.GetString(1) is var status && status is not ("draft" or "needs-reading"))
                return new Refusal("not-a-draft", $"The version is {status}; only a draft can be rejected.");
        }

        await using (var reject = new NpgsqlCommand(
            $"""
            DROP TABLE IF EXISTS {DraftTable.Name(number)};
            DELETE FROM datasets.change WHERE version_number = {number};
            UPDATE datasets.version SET status = 'rejected', comment = @comment WHERE id = @id
            """, connection))
        {
            reject.Parameters.Add(new NpgsqlParameter("comment", NpgsqlDbType.Text) { Value = (object?)comment ?? DBNull.Value });
            reject.Parameters.AddWithValue("id", versionId);
            await reject.ExecuteNonQueryAsync(ct);
        }

        await AuditLog.AppendAsync(
            connection, transaction,
            new AuditEvent(clock.GetUtcNow(), actor.Pseudonym, EventNames.VersionRejected, $"dataset:{dataset}/version:{versionId}"), ct);
        await transaction.CommitAsync(ct);
        return versionId;
    }
}
