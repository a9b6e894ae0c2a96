using Npgsql;
using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Mapping;
using Sovereign.Dashboard.Telemetry.Rollups;

namespace Sovereign.Dashboard.Telemetry;

/// <summary>The fleet as it stands, from the newest minutes. Nothing here is published, all of it is provisional.</summary>
public sealed class FleetQueries(NpgsqlDataSource database, TimeProvider clock)
{
    private const int Minutes = 5;

    // A minute that is not over yet, or whose readings may still be on their way, would show less than there is.
    private static readonly TimeSpan settling = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan liveFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan staleFor = TimeSpan.FromDays(1);

    private static readonly short[] shown =
    [
        Signals.GeneratedTokens.Id, Signals.PromptTokens.Id, Signals.RequestsRunning.Id, Signals.RequestsWaiting.Id, Signals.KvCacheUsage.Id, Signals.GpuEnergy.Id,
        Signals.GpuPower.Id, Signals.GpuUtilisation.Id,
    ];

    /// <summary>Engines that have not been retired, by code.</summary>
    /// <param name="engine">Only this one; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<FleetEngine>> NowAsync(string? engine, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var last = Floor(now - settling);
        await using var connection = await database.OpenConnectionAsync(ct);
        var figures = await FiguresAsync(connection, last.AddMinutes(-Minutes), last, ct);
        var joules = await JoulesPerTokenAsync(connection, last.AddMinutes(-Minutes), last, ct);
        var latencies = await FirstTokensAsync(connection, last.AddMinutes(-Minutes), last, ct);
        await using var command = new NpgsqlCommand(
            """
            SELECT e.id, e.code, s.code, s.operator, s.country, e.software, e.model, e.hardware, e.boundary,
                (SELECT max(r.at) FROM telemetry.reading r WHERE r.engine_id = e.id),
                (SELECT max(d.latest_at) FROM telemetry.rollup_day d WHERE d.engine_id = e.id AND d.bucket > $2::timestamptz - interval '40 days'),
                (SELECT count(*) FROM telemetry.alarm a WHERE a.engine_id = e.id AND a.cleared_at IS NULL AND a.explained_at IS NULL)::integer,
                ARRAY(SELECT a.subject FROM telemetry.alarm a WHERE a.engine_id = e.id AND a.code = $3 AND a.cleared_at IS NULL AND a.explained_at IS NULL)
            FROM telemetry.engine e JOIN telemetry.site s ON s.id = e.site_id
            WHERE e.retired_at IS NULL AND ($1::text IS NULL OR e.code = $1) ORDER BY e.code
            """, connection)
        {
            Parameters = { new() { Value = (object?)engine ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text }, new() { Value = now }, new() { Value = WatchSignals.Vanished } },
        };
        var fleet = new List<FleetEngine>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var id = row.GetInt32(0);
            var latest = row.TimeOrNull(9) ?? row.TimeOrNull(10);
            fleet.Add(new(
                row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.StringOrNull(5), row.StringOrNull(6), row.GetString(7), row.StringOrNull(8), State(now, latest), latest,
                Rate(id, Signals.GeneratedTokens), Rate(id, Signals.PromptTokens), Mean(id, Signals.RequestsRunning), Mean(id, Signals.RequestsWaiting),
                Mean(id, Signals.KvCacheUsage), Rate(id, Signals.GpuEnergy) ?? Mean(id, Signals.GpuPower), joules.TryGetValue(id, out var perToken) ? perToken : null,
                Mean(id, Signals.GpuUtilisation), latencies.TryGetValue(id, out var first) ? first : null, row.GetInt32(11), row.GetFieldValue<string[]>(12)));
        }

        return fleet;

        double? Rate(int id, Signal signal) => figures.TryGetValue((id, signal.Id), out var figure) && figure.Seconds > 0 ? figure.Increase / figure.Seconds : null;
        double? Mean(int id, Signal signal) => figures.TryGetValue((id, signal.Id), out var figure) ? figure.Mean : null;
    }

    private static async Task<Dictionary<(int Engine, short Signal), (double Increase, double Seconds, double? Mean)>> FiguresAsync(
        NpgsqlConnection connection, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var figures = new Dictionary<(int, short), (double, double, double?)>();
        await using var command = new NpgsqlCommand(
            $"""
            SELECT m.engine_id, m.signal, sum(m.increase), sum(m.seconds),
                CASE WHEN count(m.mean) = 0 THEN NULL WHEN sum(m.seconds) > 0 THEN sum(m.integral) / sum(m.seconds) ELSE avg(m.mean) END
            FROM telemetry.rollup_minute m
            WHERE m.bucket >= $1 AND m.bucket < $2 AND m.layout = 0 AND m.part = '' AND m.signal = ANY ($3)
            GROUP BY m.engine_id, m.signal
            """, connection)
        {
            Parameters = { new() { Value = from }, new() { Value = to }, new() { Value = shown } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) figures[(row.GetInt32(0), row.GetInt16(1))] = (row.GetDouble(2), row.GetDouble(3), row.DoubleOrNull(4));
        return figures;
    }

    // Over the minutes that both cover: joules of one minute say nothing of another's tokens.
    private static async Task<Dictionary<int, double>> JoulesPerTokenAsync(NpgsqlConnection connection, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var joules = new Dictionary<int, double>();
        await using var command = new NpgsqlCommand(
            """
            SELECT t.engine_id, sum(coalesce(j.increase, p.integral)) / sum(t.increase)
            FROM telemetry.rollup_minute t
            LEFT JOIN telemetry.rollup_minute j ON j.engine_id = t.engine_id AND j.bucket = t.bucket AND j.signal = $4 AND j.part = '' AND j.layout = 0 AND j.seconds >= $6
            LEFT JOIN telemetry.rollup_minute p ON p.engine_id = t.engine_id AND p.bucket = t.bucket AND p.signal = $5 AND p.part = '' AND p.layout = 0 AND p.seconds >= $6
            WHERE t.bucket >= $1 AND t.bucket < $2 AND t.signal = $3 AND t.part = '' AND t.layout = 0 AND t.seconds >= $6 AND coalesce(j.increase, p.integral) IS NOT NULL
            GROUP BY t.engine_id HAVING sum(t.increase) > 0
            """, connection)
        {
            Parameters =
            {
                new() { Value = from }, new() { Value = to }, new() { Value = Signals.GeneratedTokens.Id }, new() { Value = Signals.GpuEnergy.Id },
                new() { Value = Signals.GpuPower.Id }, new() { Value = 0.7 * 60 },
            },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) joules[row.GetInt32(0)] = row.GetDouble(1);
        return joules;
    }

    private static async Task<Dictionary<int, double>> FirstTokensAsync(NpgsqlConnection connection, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var merged = new Dictionary<int, HistogramIncrease>();
        await using var command = new NpgsqlCommand(
            """
            SELECT m.engine_id, m.buckets, l.bounds FROM telemetry.rollup_minute m JOIN telemetry.layout l ON l.id = m.layout
            WHERE m.bucket >= $1 AND m.bucket < $2 AND m.signal = $3 ORDER BY m.engine_id
            """, connection)
        {
            Parameters = { new() { Value = from }, new() { Value = to }, new() { Value = Signals.TimeToFirstToken.Id } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var counts = new HistogramIncrease(new HistogramBounds(row.GetFieldValue<double[]>(2)), row.GetFieldValue<double[]>(1));
            merged[row.GetInt32(0)] = merged.TryGetValue(row.GetInt32(0), out var before) ? before.MergeAtCommonBounds(counts) : counts;
        }

        return merged.Select(engine => (engine.Key, Value: engine.Value.Quantile(0.95)?.Value)).Where(engine => engine.Value is not null)
            .ToDictionary(engine => engine.Key, engine => engine.Value!.Value);
    }

    private static string State(DateTimeOffset now, DateTimeOffset? latest) => latest is not { } at ? "never" : now - at <= liveFor ? "live" : now - at <= staleFor ? "stale" : "silent";

    private static DateTimeOffset Floor(DateTimeOffset at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
