using System.Collections.Frozen;
using Npgsql;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>
/// Holds the enrolment in memory: keys are recognised without asking the database each time. Whether it has moved is asked twice a second at most;
/// that a key was not revoked is asked once more with each commit (<see cref="Storing.StoreSamples"/>), so a revoked key keeps nothing.
/// </summary>
public sealed class Enrolments(NpgsqlDataSource database, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan freshFor = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan oldAfter = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan justAsked = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile EnrolmentBook? book;
    private long askedAt;

    // Changes that this process knows of, and how many of them the book holds: as long as they differ nobody is answered from the old one.
    private int moves;
    private int held;

    /// <summary>This process changed the enrolment: the next look reads it anew.</summary>
    public void Moved() => Interlocked.Increment(ref moves);

    private bool HasMoved => Volatile.Read(ref moves) != Volatile.Read(ref held);

    /// <summary>The enrolment, at most half a second old, or two seconds while it is being asked for.</summary>
    public ValueTask<EnrolmentBook> CurrentAsync(CancellationToken ct) =>
        book is { } current && !HasMoved && clock.GetElapsedTime(Volatile.Read(ref askedAt)) < freshFor ? ValueTask.FromResult(current) : new(AskAsync(waits: false, ct));

    /// <summary>The enrolment as it is now; for a key or a target that the last book does not know. Many asking at once share one question.</summary>
    public ValueTask<EnrolmentBook> NewestAsync(CancellationToken ct) =>
        book is { } current && !HasMoved && clock.GetElapsedTime(Volatile.Read(ref askedAt)) < justAsked ? ValueTask.FromResult(current) : new(AskAsync(waits: true, ct));

    public void Dispose() => turn.Dispose();

    private async Task<EnrolmentBook> AskAsync(bool waits, CancellationToken ct)
    {
        // While one asks, the others go on with what is known, unless it may be old or they need the newest.
        if (book is not { } known || HasMoved || waits || clock.GetElapsedTime(Volatile.Read(ref askedAt)) > oldAfter) await turn.WaitAsync(ct);
        else if (!turn.Wait(0, CancellationToken.None)) return known;
        try
        {
            var before = book;
            if (before is not null && !HasMoved && clock.GetElapsedTime(Volatile.Read(ref askedAt)) < justAsked) return before;
            // Changes from here on may or may not be in what is read.
            var seen = Volatile.Read(ref moves);
            await using var connection = await database.OpenConnectionAsync(ct);
            await using var ask = new NpgsqlCommand("SELECT version FROM telemetry.enrolment", connection);
            var version = (long)(await ask.ExecuteScalarAsync(ct))!;
            if (before?.Version != version) book = await ReadAsync(connection, ct);
            Volatile.Write(ref held, seen);
            Volatile.Write(ref askedAt, clock.GetTimestamp());
            return book!;
        }
        finally
        {
            turn.Release();
        }
    }

    private static async Task<EnrolmentBook> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        // One statement each, but one snapshot: keys and engines of the same version.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await using var version = new NpgsqlCommand("SELECT version FROM telemetry.enrolment", connection);
        var number = (long)(await version.ExecuteScalarAsync(ct))!;
        var keys = new Dictionary<string, EnrolledKey>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand("SELECT id, site_id, engine_id, name, hash, expires_at FROM telemetry.engine_key WHERE revoked_at IS NULL", connection))
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct))
            {
                keys[row.GetString(3)] = new(row.GetInt32(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.GetInt32(2), row.GetFieldValue<byte[]>(4), row.TimeOrNull(5));
            }
        }

        var engines = new Dictionary<int, EnrolledEngine>();
        await using (var command = new NpgsqlCommand("SELECT id, site_id, code, software, match, interval_seconds, scrape_url FROM telemetry.engine WHERE retired_at IS NULL", connection))
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct))
            {
                engines[row.GetInt32(0)] = new(row.GetInt32(0), row.GetInt32(1), row.GetString(2), row.StringOrNull(3), LabelMatch.Stored(row.GetString(4)), row.GetInt32(5),
                    row.StringOrNull(6));
            }
        }

        return new(number, keys.ToFrozenDictionary(StringComparer.Ordinal), engines.ToFrozenDictionary());
    }
}
