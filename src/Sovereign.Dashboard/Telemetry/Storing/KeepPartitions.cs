using Microsoft.Extensions.Options;

namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>Makes the partitions of the coming days and drops those whose time is over, at start and each hour.</summary>
public sealed class KeepPartitions(Partitions partitions, IOptions<TelemetryOptions> options, TimeProvider clock, ILogger<KeepPartitions> log) : BackgroundService
{
    private const int DaysAhead = 7;

    /// <summary>One round.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        foreach (var (table, byMonth) in Partitions.Tables)
        {
            for (var day = -1; day <= DaysAhead; day++) await partitions.EnsureAsync(table, today.AddDays(day), ct);
            var keep = (table, byMonth) switch
            {
                (_, true) => options.Value.KeepHoursDays,
                ("rollup_minute", _) => options.Value.KeepMinutesDays,
                _ => options.Value.KeepReadingsDays,
            };
            // A month is dropped when its last day is over, so its first day lies a month further back.
            await partitions.DropBeforeAsync(table, today.AddDays(-keep - (byMonth ? 31 : 0)), ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The database may be restarting; what is needed at once is made when it is needed.
                log.LogWarning(fault, "Partitions of telemetry could not be kept.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
