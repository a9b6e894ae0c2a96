using Npgsql;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>Sends a draft back to its uploader with what is to be mended. It stays a draft, and is not published until the uploader submits it again.</summary>
public sealed class ReturnVersion(NpgsqlDataSource database, TimeProvider clock)
{
    /// <returns>
    /// Refused with <c>not-permitted</c>, <c>comment-missing</c>, <c>unknown-version</c>, <c>not-a-draft</c>, <c>own-upload</c> or <c>returned</c>.
    /// </returns>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Guid versionId, string? comment, CancellationToken ct)
    {
        if (!actor.May(Permissions.Publish)) return new Refusal("not-permitted", "Returning a draft needs the permission to publish datasets.");
        if (string.IsNullOrWhiteSpace(comment)) return new Refusal("comment-missing", "A draft goes back with a comment that says what to mend; none is given.");

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var found = await DraftUnderReview.LockAsync(connection, versionId, ct);
        if (found is Outcome<DraftUnderReview>.Refused refused) return refused.Why;
        var draft = ((Outcome<DraftUnderReview>.Done)found).Value;
        if (draft.UploadedBy == actor.Id) return new Refusal("own-upload", "The draft is with you already: you uploaded it.");
        if (draft.IsReturned) return new Refusal("returned", "The draft is with its uploader already.");

        var now = clock.GetUtcNow();
        await using (var update = new NpgsqlCommand(
            "UPDATE datasets.version SET returned_by = $2, returned_at = $3, returned_comment = $4 WHERE id = $1", connection))
        {
            foreach (var value in new object[] { versionId, actor.Pseudonym, now, comment.Trim() }) update.Parameters.Add(new() { Value = value });
            await update.ExecuteNonQueryAsync(ct);
        }

        await AuditLog.AppendAsync(connection, transaction, new AuditEvent(now, actor.Pseudonym, EventNames.VersionReturned, draft.Subject(versionId)), ct);
        await transaction.CommitAsync(ct);
        return versionId;
    }
}
