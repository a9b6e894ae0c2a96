using Npgsql;
using Sovereign.Dashboard.Telemetry.Mapping;

namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>
/// Raises an alarm when a signal that an engine has sent stops while the engine goes on: a renamed or vanished metric leaves an empty chart otherwise,
/// or worse, a zero. Clears it when the signal is back.
/// </summary>
public sealed class WatchSignals(MetricMap map, TimeProvider clock)
{
    /// <summary>The alarm's code.</summary>
    public const string Vanished = "metric-vanished";

    // Parts of one scrape come in several requests: a moment ago proves nothing.
    private const long Settling = 3_000;

    public async Task RunAsync(NpgsqlConnection connection, IReadOnlyList<SignalWatch> engines, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = await OpenAsync(connection, [.. engines.Select(engine => engine.Engine.Id)], ct);
        foreach (var (engine, latest) in engines)
        {
            if (engine.Software is not { } software) continue;
            var signals = new Dictionary<Signal, long>();
            foreach (var (series, at) in latest)
            {
                foreach (var feed in series.Feeds)
                {
                    if (feed.Row.Software == software && (!signals.TryGetValue(feed.Signal, out var before) || at > before)) signals[feed.Signal] = at;
                }
            }

            if (signals.Count == 0) continue;
            var newest = signals.Values.Max();
            if (now.ToUnixTimeMilliseconds() - newest < Settling) continue;
            HashSet<Signal>? expected = null;
            foreach (var (signal, at) in signals)
            {
                var isOpen = open.Contains((engine.Id, signal.Code));
                if (at >= newest && isOpen) await ClearAsync(connection, engine.Id, signal, now, ct);
                if (at < newest && !isOpen && (expected ??= [.. map.ExpectedOf(software)]).Contains(signal)) await RaiseAsync(connection, engine.Id, software, signal, at, now, ct);
            }
        }
    }

    private static async Task<HashSet<(int Engine, string Signal)>> OpenAsync(NpgsqlConnection connection, int[] engines, CancellationToken ct)
    {
        var open = new HashSet<(int, string)>();
        await using var command = new NpgsqlCommand("SELECT engine_id, subject FROM telemetry.alarm WHERE engine_id = ANY ($1) AND code = $2 AND cleared_at IS NULL AND explained_at IS NULL", connection)
        {
            Parameters = { new() { Value = engines }, new() { Value = Vanished } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) open.Add((row.GetInt32(0), row.GetString(1)));
        return open;
    }

    private static async Task ClearAsync(NpgsqlConnection connection, int engine, Signal signal, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE telemetry.alarm SET cleared_at = $4 WHERE engine_id = $1 AND code = $2 AND subject = $3 AND cleared_at IS NULL", connection)
        {
            Parameters = { new() { Value = engine }, new() { Value = Vanished }, new() { Value = signal.Code }, new() { Value = now } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task RaiseAsync(NpgsqlConnection connection, int engine, string software, Signal signal, long at, DateTimeOffset now, CancellationToken ct)
    {
        var strangers = new List<string>();
        await using (var list = new NpgsqlCommand("SELECT metric FROM telemetry.unmapped WHERE engine_id = $1 AND last_seen > $2 ORDER BY first_seen DESC LIMIT 200", connection)
        {
            Parameters = { new() { Value = engine }, new() { Value = now.AddHours(-1) } },
        })
        await using (var row = await list.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct)) strangers.Add(row.GetString(0));
        }

        var guesses = strangers.Where(metric => map.Renamed(metric, software).Any(known => known.Signal == signal)).Take(3).ToList();
        var since = DateTimeOffset.FromUnixTimeMilliseconds(at);
        var detail = FormattableString.Invariant($"{signal.Title} last came at {since:yyyy-MM-dd HH:mm:ss} UTC, while the engine goes on reporting.")
            + (guesses.Count == 0 ? "" : $" It may now be called {string.Join(" or ", guesses)}, which the map does not know.");
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO telemetry.alarm (engine_id, code, subject, detail, raised_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (engine_id, code, subject) WHERE cleared_at IS NULL AND explained_at IS NULL DO NOTHING
            """, connection)
        {
            Parameters = { new() { Value = engine }, new() { Value = Vanished }, new() { Value = signal.Code }, new() { Value = detail }, new() { Value = now } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}
