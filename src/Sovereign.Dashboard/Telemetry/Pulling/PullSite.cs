using Microsoft.Extensions.Options;
using Npgsql;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Mapping;
using Sovereign.Dashboard.Telemetry.Rollups;
using Sovereign.Dashboard.Telemetry.Storing;

namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>
/// Asks a site's store for what its engines did since the last time and stores minutes, never the values asked for. A window is stored whole, with what was
/// asked up to, or not at all; asked for again it gives the same rows.
/// </summary>
public sealed class PullSite(
    NpgsqlDataSource database, Enrolments enrolments, AskStore store, WriteMinutes write, WatchSignals watch, Partitions partitions, MetricMap map,
    IOptions<TelemetryOptions> options, TimeProvider clock)
{
    private const long LockKey = 0x54454C51L << 32;
    private const long Minute = PullWindow.Step;
    private const int LongestWindow = 60;

    // An hour of 50 engines; more engines are asked for fewer minutes at once, for all rows of a window are held until it is written.
    private const int EngineMinutesAtOnce = 3000;
    private const int FailuresUntilPause = 5;
    private const int LongestPause = 15;

    // VictoriaMetrics hides the newest 30 s (-search.latencyOffset), and a scrape is on its way.
    private static readonly TimeSpan settling = TimeSpan.FromSeconds(60);

    private readonly PullQuestions questions = new(map);
    private readonly PulledMinutes pulled = new(map, options.Value);

    /// <summary>Asks until all is stored that a store can be expected to know.</summary>
    /// <returns>How many minutes were stored; 0 where there was nothing to do, another process is at it, or the store failed.</returns>
    public async Task<int> RunAsync(int site, CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        await using var turn = await SessionLock.TryTakeAsync(connection, LockKey + site, ct);
        if (turn is null) return 0;
        var stored = 0;
        while (await SourceAsync(connection, site, ct) is { } source && await NextAsync(site, source, ct) is var (window, engines, book))
        {
            try
            {
                if (!await StoreAsync(connection, source, window, engines, book, ct)) return stored;
            }
            catch (StoreFailureException fault)
            {
                await FailedAsync(connection, source, fault.Message, ct);
                return stored;
            }

            stored += (int)((window.To - window.From) / Minute);
        }

        return stored;
    }

    private async Task<(PullWindow Window, List<EnrolledEngine> Engines, EnrolmentBook Book)?> NextAsync(int site, PullSource source, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (source.RetryAt > now) return null;
        // The newest: what is missed now is asked for a minute later.
        var book = await enrolments.NewestAsync(ct);
        var engines = book.Engines.Values.Where(engine => engine.SiteId == site).ToList();
        if (engines.Count == 0) return null;
        var until = Floor(now - settling);
        var earliest = until - (long)options.Value.LateWindow.TotalMilliseconds;
        var from = Math.Max(earliest, source.PulledTo is { } done ? Floor(done) : earliest);
        if (from >= until) return null;
        var to = Math.Min(until, from + (Minute * Math.Clamp(EngineMinutesAtOnce / engines.Count, 1, LongestWindow)));
        // Two gaps before, as for what is sent: one decides what the first value adds, the other whether a hole lies before it.
        return (new(from, to, Floor((long)(2 * engines.Max(engine => engine.LongestGap(options.Value)).TotalMilliseconds))), engines, book);
    }

    private async Task<bool> StoreAsync(
        NpgsqlConnection connection, PullSource source, PullWindow window, List<EnrolledEngine> engines, EnrolmentBook book, CancellationToken ct)
    {
        var sending = await SendingAsync(connection, [.. engines.Select(engine => engine.Id)], window, ct);
        // Twice the promised interval and a little: a store that stands in for a silent engine longer would have it covered longer than it was.
        var lookBack = TimeSpan.FromSeconds(Math.Max(90, (2 * engines.Max(engine => engine.IntervalSeconds)) + 30));
        var results = new List<(PulledMinutes.Result Made, StoreAnswer Answer)>();
        foreach (var question in questions.Of(engines.Where(engine => !sending.Contains(engine.Id)), options.Value.Pulling.EnginesPerQuestion))
        {
            foreach (var (part, answer) in await AnswersAsync(source, question, window, lookBack, ct)) results.Add((pulled.Of(part, answer, window, book), answer));
        }

        var now = clock.GetUtcNow();
        List<MinuteRow> minutes = [.. results.SelectMany(result => result.Made.Rows)];
        await write.PrepareAsync(connection, minutes, ct);
        await partitions.EnsureAsync("batch", DateOnly.FromDateTime(now.UtcDateTime), ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await MovedAsync(connection, source, window.To, now, ct)) return false;
        await write.RunAsync(connection, minutes, ct);
        await WriteBatches.RunAsync(connection, await BatchesAsync(connection, results, now.ToUnixTimeMilliseconds(), ct), ct);
        var named = false;
        foreach (var (engine, software) in results.SelectMany(result => result.Made.Software)) named |= await NameSoftware.RunAsync(connection, engine, software, ct);
        await watch.RunAsync(connection, [.. results.SelectMany(result => result.Made.Watches)], ct);
        await transaction.CommitAsync(ct);
        if (named) enrolments.Moved();
        return true;
    }

    private async Task<List<(PullQuestion Question, StoreAnswer Answer)>> AnswersAsync(
        PullSource source, PullQuestion question, PullWindow window, TimeSpan lookBack, CancellationToken ct)
    {
        try
        {
            return [(question, await store.RunAsync(source, question.Query, window, lookBack, ct))];
        }
        catch (StoreFailureException fault) when (fault.IsTooMuch && question.Engines.Count > 1)
        {
            var answers = new List<(PullQuestion, StoreAnswer)>();
            foreach (var half in question.Engines.Chunk((question.Engines.Count + 1) / 2)) answers.AddRange(await AnswersAsync(source, questions.For(half), window, lookBack, ct));
            return answers;
        }
    }

    private static async Task<PullSource?> SourceAsync(NpgsqlConnection connection, int site, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT url, tenant, bearer, pulled_to, failures, retry_at FROM telemetry.pull_source WHERE site_id = $1", connection)
        {
            Parameters = { new() { Value = site } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        return !await row.ReadAsync(ct) ? null : new PullSource
        {
            SiteId = site,
            Url = row.GetString(0),
            Tenant = row.StringOrNull(1),
            Bearer = row.StringOrNull(2),
            PulledTo = row.TimeOrNull(3),
            Failures = row.GetInt32(4),
            RetryAt = row.TimeOrNull(5),
        };
    }

    // Engines that send to the portal themselves: what they sent is nearer to them than what somebody else kept.
    private static async Task<HashSet<int>> SendingAsync(NpgsqlConnection connection, int[] engines, PullWindow window, CancellationToken ct)
    {
        var sending = new HashSet<int>();
        await using var command = new NpgsqlCommand("SELECT DISTINCT engine_id FROM telemetry.reading WHERE engine_id = ANY ($1) AND at >= $2 AND at < $3", connection)
        {
            Parameters = { new() { Value = engines }, new() { Value = At(window.From) }, new() { Value = At(window.To) } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) sending.Add(row.GetInt32(0));
        return sending;
    }

    // False where the source was changed or ended while it was asked.
    private static async Task<bool> MovedAsync(NpgsqlConnection connection, PullSource source, long to, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            UPDATE telemetry.pull_source SET pulled_to = $3, failures = 0, retry_at = NULL, last_error = NULL, last_ok_at = $4
            WHERE site_id = $1 AND url = $2 AND tenant IS NOT DISTINCT FROM $5 AND bearer IS NOT DISTINCT FROM $6
            """, connection)
        {
            Parameters =
            {
                new() { Value = source.SiteId }, new() { Value = source.Url }, new() { Value = At(to) }, new() { Value = now }, Text(source.Tenant), Text(source.Bearer),
            },
        };
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    private static async Task<List<StoredBatch>> BatchesAsync(
        NpgsqlConnection connection, List<(PulledMinutes.Result Made, StoreAnswer Answer)> results, long now, CancellationToken ct)
    {
        var batches = new List<StoredBatch>();
        var ids = new BatchIds();
        foreach (var (made, answer) in results)
        {
            (int, int)[] touched = [.. made.Rows.Select(row => (row.EngineId, (int)(row.Bucket / Minute))).Distinct()];
            batches.Add(new(await ids.NextAsync(connection, ct), now, KeyId: null, answer.Sha256, answer.Bytes, made.Points, SkewMilliseconds: null, touched, made.Refused));
        }

        return batches;
    }

    private async Task FailedAsync(NpgsqlConnection connection, PullSource source, string why, CancellationToken ct)
    {
        var failures = source.Failures + 1;
        var pause = failures < FailuresUntilPause ? (TimeSpan?)null : TimeSpan.FromMinutes(Math.Min(LongestPause, Math.Pow(2, Math.Min(failures, 30) - FailuresUntilPause)));
        await using var command = new NpgsqlCommand("UPDATE telemetry.pull_source SET failures = $3, retry_at = $4, last_error = $5 WHERE site_id = $1 AND url = $2", connection)
        {
            Parameters =
            {
                new() { Value = source.SiteId }, new() { Value = source.Url }, new() { Value = failures },
                new() { Value = pause is { } wait ? clock.GetUtcNow() + wait : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz },
                new() { Value = why },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Text(string? text) => new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static long Floor(DateTimeOffset at) => Floor(at.ToUnixTimeMilliseconds());

    private static long Floor(long milliseconds) => milliseconds - (milliseconds % Minute);
}
