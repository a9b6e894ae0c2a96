using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Npgsql;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Enrolment;

namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>
/// Scrapes each engine that has an address at its own interval. Of several nodes one does; another takes over when its session with the database has ended. Runs where
/// requests are received, for its pages are stored by the same loop.
/// </summary>
public sealed class ScrapeJob(
    NpgsqlDataSource database, Enrolments enrolments, ScrapeEngine scrape, IOptions<TelemetryOptions> options, TimeProvider clock, ILogger<ScrapeJob> log) : BackgroundService
{
    private const long LockKey = 0x54454C53;
    private const int AtOnce = 16;

    private static readonly TimeSpan tick = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim places = new(AtOnce);
    private readonly ConcurrentDictionary<int, bool> running = new();
    private readonly Dictionary<int, long> last = [];

    public override void Dispose()
    {
        places.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(tick, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Closed: then it asks the database for nothing.
            if (options.Value.Scraping.AllowedHosts.Count == 0) continue;
            try
            {
                var connection = await database.OpenConnectionAsync(stoppingToken);
                await using var turn = await SessionLock.TryTakeAsync(connection, LockKey, stoppingToken);
                if (turn is not null) await ScrapeAsync(connection, timer, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogWarning(fault, "Engines could not be scraped.");
            }
        }
    }

    // While the session lives that holds the lock.
    private async Task ScrapeAsync(NpgsqlConnection session, PeriodicTimer timer, CancellationToken ct)
    {
        do
        {
            await using (var alive = new NpgsqlCommand("SELECT 1", session)) await alive.ExecuteScalarAsync(ct);
            var book = await enrolments.CurrentAsync(ct);
            foreach (var engine in book.Engines.Values)
            {
                if (engine.ScrapeUrl is null || !IsDue(engine) || !running.TryAdd(engine.Id, true)) continue;
                last[engine.Id] = clock.GetTimestamp();
                _ = OneAsync(engine, ct);
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    private bool IsDue(EnrolledEngine engine) =>
        !last.TryGetValue(engine.Id, out var at) || clock.GetElapsedTime(at) >= TimeSpan.FromSeconds(engine.IntervalSeconds) - (tick / 2);

    private async Task OneAsync(EnrolledEngine engine, CancellationToken ct)
    {
        try
        {
            await places.WaitAsync(ct);
            try
            {
                await scrape.RunAsync(engine, ct);
            }
            finally
            {
                places.Release();
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogWarning(fault, "Engine {Engine} could not be scraped.", engine.Code);
        }
        catch (OperationCanceledException)
        {
            // The portal stops.
        }
        finally
        {
            running.TryRemove(engine.Id, out _);
        }
    }
}
