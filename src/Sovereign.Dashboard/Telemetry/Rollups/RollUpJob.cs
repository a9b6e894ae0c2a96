namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>Rolls up what has come, every few seconds; hours and days each minute. Several nodes may run it, one works.</summary>
public sealed class RollUpJob(RollUpMinutes minutes, RollUpHours hours, TimeProvider clock, ILogger<RollUpJob> log) : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan hoursEvery = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var hoursAt = clock.GetTimestamp();
        using var timer = new PeriodicTimer(pause, clock);
        do
        {
            try
            {
                // Not for the few that came meanwhile: each turn reads some minutes before its own and writes the last one again, the fewer turns the better.
                while (await minutes.RunAsync(stoppingToken) == RollUpMinutes.CommitsAtOnce && !stoppingToken.IsCancellationRequested)
                {
                }

                if (clock.GetElapsedTime(hoursAt) < hoursEvery) continue;
                await hours.RunAsync(stoppingToken);
                hoursAt = clock.GetTimestamp();
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The database may be restarting; nothing has moved, so the next round takes the same again.
                log.LogWarning(fault, "Telemetry could not be rolled up.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
