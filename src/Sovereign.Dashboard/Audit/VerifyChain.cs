using Npgsql;
using Sovereign.Analytics.Evidence;

namespace Sovereign.Dashboard.Audit;

/// <summary>Walks the whole log and recomputes every hash, here and not in the database that keeps it. Entries are streamed; none is kept.</summary>
public sealed class VerifyChain(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Verifies the log as it stands at one moment; what is appended meanwhile is not looked at and does not wait.</summary>
    /// <param name="earlierHead">Hash noted down earlier, which the log must still contain; null for none. See <see cref="AuditChain.IsHash"/>.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ChainReport> RunAsync(string? earlierHead, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var walk = new AuditChainWalk(earlierHead);
        await using var connection = await database.OpenConnectionAsync(ct);
        // Whoever alters the table may have dropped its constraints as well: what cannot be read as an entry becomes one whose hash cannot be right.
        await using var entries = new NpgsqlCommand(
            """
            SELECT id, CASE WHEN at >= '0001-01-01T00:00:00Z' AND at < '9999-12-31T00:00:00Z' THEN at ELSE '0001-01-01T00:00:00Z' END,
                coalesce(person, ''), coalesce(name, ''), coalesce(subject, ''), coalesce(details::text, ''),
                coalesce(encode(previous_hash, 'hex'), ''), coalesce(encode(hash, 'hex'), '')
            FROM audit.event ORDER BY id
            """, connection)
        {
            CommandTimeout = 0,
        };
        await using var reader = await entries.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct) && walk.Take(Read(reader)))
        {
        }

        // The rest of a broken log is not fetched.
        if (walk.Fault is not null) entries.Cancel();
        var fault = walk.End();
        return new ChainReport(at, walk.Entries, walk.HeadId, walk.Head, fault);
    }

    private static AuditRecord Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6),
        row.GetString(7));
}
