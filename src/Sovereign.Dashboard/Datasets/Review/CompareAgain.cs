using Hangfire;
using Npgsql;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>
/// Has a draft compared with what is published by now. Its file is read anew, by the job that reads uploads: changes, warnings and counts are of one
/// reading, and a portal that is killed meanwhile begins it again. Reasons given before hold.
/// </summary>
public sealed class CompareAgain(NpgsqlDataSource database, IBackgroundJobClient jobs, TimeProvider clock)
{
    /// <returns>The version, which waits to be read. Refused with <c>not-permitted</c>, <c>unknown-version</c> or <c>not-a-draft</c>.</returns>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Guid versionId, CancellationToken ct)
    {
        if (!actor.May(Permissions.Upload) && !actor.May(Permissions.Publish))
            return new Refusal("not-permitted", "Comparing a draft again needs the permission to upload or to publish datasets.");

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var found = await DraftUnderReview.LockAsync(connection, versionId, ct);
        if (found is Outcome<DraftUnderReview>.Refused refused) return refused.Why;
        var draft = ((Outcome<DraftUnderReview>.Done)found).Value;
        await using (var update = new NpgsqlCommand("UPDATE datasets.version SET status = 'received', bytes_read = 0 WHERE id = $1", connection))
        {
            update.Parameters.Add(new() { Value = versionId });
            await update.ExecuteNonQueryAsync(ct);
        }

        await AuditLog.AppendAsync(
            connection, transaction, new AuditEvent(clock.GetUtcNow(), actor.Pseudonym, EventNames.VersionComparedAgain, draft.Subject(versionId)), ct);
        await transaction.CommitAsync(ct);
        jobs.Enqueue<ReadVersionJob>(job => job.RunAsync(versionId, CancellationToken.None));
        return versionId;
    }
}
