using Hangfire;
using Microsoft.EntityFrameworkCore;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// Enqueues versions that wait for a reader and have none: whose process was killed before it enqueued them, or while it read them. Hangfire alone
/// would give a killed job back only after its invisibility timeout. Enqueuing too often does no harm, the job's lock sees to that.
/// </summary>
public sealed class SweepUnreadVersions(IDbContextFactory<PortalDb> databases, IBackgroundJobClient jobs, ILogger<SweepUnreadVersions> log) : BackgroundService
{
    private static readonly TimeSpan interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The database may be restarting; the next round tries again.
                log.LogWarning(fault, "Unread versions could not be swept.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var unread = await db.Database.SqlQuery<Guid>(
            $"""
            SELECT v.id AS "Value" FROM datasets.version v
            WHERE v.status IN ('received', 'reading') AND NOT EXISTS (
                SELECT 1 FROM pg_locks l
                WHERE l.locktype = 'advisory' AND l.granted AND l.classid = {ReadVersionJob.LockSpace}::oid AND l.objid = v.number::oid
                    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
            ORDER BY v.number
            """).ToListAsync(ct);
        foreach (var id in unread) jobs.Enqueue<ReadVersionJob>(job => job.RunAsync(id, CancellationToken.None));
    }
}
