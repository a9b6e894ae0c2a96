using System.Data;
using Npgsql;

namespace Sovereign.Dashboard.Data;

/// <summary>
/// An advisory lock that one process at a time holds, across transactions. A connection that goes back to its pool keeps what its session
/// locked until somebody takes it out again, so the lock is given back by name; a process that is killed gives it back with its session.
/// </summary>
internal sealed class SessionLock : IAsyncDisposable
{
    private readonly NpgsqlConnection holder;
    private readonly long key;

    private SessionLock(NpgsqlConnection holder, long key)
    {
        this.holder = holder;
        this.key = key;
    }

    /// <summary>Waits, however long, until nobody else holds the lock.</summary>
    /// <param name="holder">An open connection that nothing else uses; closed with the lock.</param>
    /// <param name="key">Any constant that differs from the other advisory locks of the portal.</param>
    /// <param name="ct">Ends the waiting.</param>
    public static async Task<SessionLock> TakeAsync(NpgsqlConnection holder, long key, CancellationToken ct)
    {
        try
        {
            // Another node may be migrating a large table: waiting is right, giving up is not.
            await using var take = new NpgsqlCommand($"SELECT pg_advisory_lock({key})", holder) { CommandTimeout = 0 };
            await take.ExecuteNonQueryAsync(ct);
            return new SessionLock(holder, key);
        }
        catch
        {
            await holder.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the lock if nobody holds it.</summary>
    /// <param name="holder">An open connection; closed with the lock, or at once where somebody holds it.</param>
    /// <param name="key">Any constant that differs from the other advisory locks of the portal.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The lock; null where somebody holds it.</returns>
    public static async Task<SessionLock?> TryTakeAsync(NpgsqlConnection holder, long key, CancellationToken ct)
    {
        try
        {
            await using var take = new NpgsqlCommand($"SELECT pg_try_advisory_lock({key})", holder);
            if ((bool)(await take.ExecuteScalarAsync(ct))!) return new SessionLock(holder, key);
        }
        catch
        {
            await holder.DisposeAsync();
            throw;
        }

        await holder.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await using (holder)
        {
            if (holder.State != ConnectionState.Open) return;
            await using var give = new NpgsqlCommand($"SELECT pg_advisory_unlock({key})", holder);
            try
            {
                await give.ExecuteNonQueryAsync(CancellationToken.None);
            }
            catch (NpgsqlException)
            {
                // The session is gone, and the lock with it.
            }
        }
    }
}
