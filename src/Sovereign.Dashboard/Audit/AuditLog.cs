using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Sovereign.Dashboard.Audit;

/// <summary>
/// Writes the log. Use cases call it inside their own transaction, so that a change and its entry stand or fall together;
/// the table ties each entry to the one before (<c>Sovereign.Analytics.Evidence.AuditChain</c>) and refuses to change what was written.
/// <para>
/// Append last. An entry's place in the chain is fixed under a lock that is held until the transaction ends, and everybody else who writes waits
/// for it: nothing slow comes after, and no lock is taken after. Whoever also makes an edition takes that lock first. In that order nobody waits in a ring.
/// </para>
/// </summary>
public static class AuditLog
{
    /// <summary>Appends one event.</summary>
    /// <param name="connection">Open connection of the use case.</param>
    /// <param name="transaction">The use case's transaction; null appends at once, for events that belong to no change.</param>
    /// <param name="happened">The event; its name is one of <see cref="EventNames"/>.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task AppendAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, AuditEvent happened, CancellationToken ct)
    {
        const string Sql = "INSERT INTO audit.event (at, person, name, subject, details) VALUES ($1, $2, $3, $4, $5)";
        await using var insert = new NpgsqlCommand(Sql, connection, transaction);
        insert.Parameters.Add(new NpgsqlParameter { Value = happened.At.ToUniversalTime(), NpgsqlDbType = NpgsqlDbType.TimestampTz });
        insert.Parameters.Add(new NpgsqlParameter { Value = happened.Person });
        insert.Parameters.Add(new NpgsqlParameter { Value = happened.Name });
        insert.Parameters.Add(new NpgsqlParameter { Value = happened.Subject });
        insert.Parameters.Add(new NpgsqlParameter { Value = happened.Details?.ToJsonString() ?? "{}", NpgsqlDbType = NpgsqlDbType.Json });
        await insert.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Appends one event in the transaction the context has begun.</summary>
    /// <exception cref="InvalidOperationException">
    /// The context has no transaction, and the change and its entry could part; or it holds changes not saved yet, which would take locks of rows
    /// after the chain's.
    /// </exception>
    public static Task AppendAsync(DbContext db, AuditEvent happened, CancellationToken ct)
    {
        if (db.ChangeTracker.HasChanges()) throw new InvalidOperationException("Save the changes before appending to the audit log.");
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction() as NpgsqlTransaction
            ?? throw new InvalidOperationException("Begin a transaction before appending to the audit log.");
        return AppendAsync((NpgsqlConnection)db.Database.GetDbConnection(), transaction, happened, ct);
    }
}
