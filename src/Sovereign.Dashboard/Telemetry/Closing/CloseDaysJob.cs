using Microsoft.Extensions.Options;
using Npgsql;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Telemetry.Closing;

/// <summary>Closes the days that are over and their window for late samples with them, oldest first, and those again that something has changed in since.</summary>
public sealed class CloseDaysJob(NpgsqlDataSource database, CloseDay close, IOptions<TelemetryOptions> options, TimeProvider clock, ILogger<CloseDaysJob> log) : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromMinutes(5);

    /// <summary>One round.</summary>
    /// <returns>How many days were closed.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var last = DateOnly.FromDateTime((clock.GetUtcNow() - options.Value.LateWindow).UtcDateTime).AddDays(-1);
        var first = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-options.Value.KeepMinutesDays + 1);
        var days = new List<DateOnly>();
        await using (var command = database.CreateCommand(
            """
            SELECT d::date FROM generate_series($1::date, $2::date, interval '1 day') d
            WHERE EXISTS (SELECT 1 FROM telemetry.rollup_minute m WHERE m.bucket >= d::date AT TIME ZONE 'UTC' AND m.bucket < (d::date + 1) AT TIME ZONE 'UTC')
                AND NOT EXISTS (SELECT 1 FROM telemetry.closed_day c WHERE c.day = d::date AND NOT c.due)
            ORDER BY 1
            """))
        {
            command.Parameters.Add(new() { Value = first });
            command.Parameters.Add(new() { Value = last });
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) days.Add(row.GetFieldValue<DateOnly>(0));
        }

        var closed = 0;
        foreach (var day in days)
        {
            if (await close.RunAsync(day, ct) is Outcome<ClosedDay>.Refused refused) log.LogWarning("The telemetry of {Day} could not be closed: {Sentence}", day, refused.Why.Sentence);
            else closed++;
        }

        return closed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause, clock);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogWarning(fault, "Days of telemetry could not be closed.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
