using Npgsql;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>Hands a returned draft in again. Only its uploader does: whoever returned it waits for their answer.</summary>
public sealed class SubmitVersion(NpgsqlDataSource database, TimeProvider clock)
{
    /// <returns>Refused with <c>not-permitted</c>, <c>unknown-version</c>, <c>not-a-draft</c>, <c>not-your-upload</c> or <c>not-returned</c>.</returns>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Guid versionId, CancellationToken ct)
    {
        if (!actor.May(Permissions.Upload)) return new Refusal("not-permitted", "Submitting a draft needs the permission to upload datasets.");

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var found = await DraftUnderReview.LockAsync(connection, versionId, ct);
        if (found is Outcome<DraftUnderReview>.Refused refused) return refused.Why;
        var draft = ((Outcome<DraftUnderReview>.Done)found).Value;
        if (draft.UploadedBy != actor.Id) return new Refusal("not-your-upload", "A draft is submitted again by whoever uploaded it.");
        if (!draft.IsReturned) return new Refusal("not-returned", "The draft was not sent back; it waits for a second person.");

        await using (var update = new NpgsqlCommand(
            "UPDATE datasets.version SET returned_by = NULL, returned_at = NULL, returned_comment = NULL WHERE id = $1", connection))
        {
            update.Parameters.Add(new() { Value = versionId });
            await update.ExecuteNonQueryAsync(ct);
        }

        await AuditLog.AppendAsync(
            connection, transaction, new AuditEvent(clock.GetUtcNow(), actor.Pseudonym, EventNames.VersionSubmitted, draft.Subject(versionId)), ct);
        await transaction.CommitAsync(ct);
        return versionId;
    }
}
