using Npgsql;

namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>Asks the stores of all sites that have one, each minute. Several nodes may run it, one at a time asks a site's.</summary>
public sealed class PullJob(NpgsqlDataSource database, PullSite pull, TimeProvider clock, ILogger<PullJob> log) : BackgroundService
{
    // One that answers slowly must not hold up the others; each holds a window's rows in memory.
    private const int AtOnce = 2;

    private static readonly TimeSpan every = TimeSpan.FromMinutes(1);

    /// <summary>One round.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var sites = new List<int>();
        await using (var connection = await database.OpenConnectionAsync(ct))
        {
            await using var command = new NpgsqlCommand("SELECT site_id FROM telemetry.pull_source ORDER BY last_ok_at NULLS FIRST", connection);
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) sites.Add(row.GetInt32(0));
        }

        await Parallel.ForEachAsync(sites, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (site, stop) =>
        {
            try
            {
                await pull.RunAsync(site, stop);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The database may be restarting; nothing has moved, so the next round asks for the same again.
                log.LogWarning(fault, "Minutes of site {Site} could not be stored.", site);
            }
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogWarning(fault, "The stores of sites could not be asked.");
            }
        }
    }
}
