using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sovereign.Analytics.Evidence;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Audit;

/// <summary>Reads of the log, for auditors' pages and the API.</summary>
public sealed class AuditQueries(IDbContextFactory<PortalDb> databases, NpgsqlDataSource database)
{
    /// <summary>Entries in the order of the chain, streamed.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">Number of the entry they come after; 0 for all.</param>
    /// <param name="limit">Most entries; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public async IAsyncEnumerable<AuditEntry> EntriesAsync(AuditFilter filter, long after, int? limit, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var entries = Matching(db, filter).Where(entry => entry.Id > after).OrderBy(entry => entry.Id);
        await foreach (var entry in (limit is { } most ? entries.Take(most) : entries).AsAsyncEnumerable().WithCancellation(ct)) yield return entry;
    }

    /// <summary>Entries newest first, for a page.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Number of the entry they come before; null for the newest.</param>
    /// <param name="limit">Most entries.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<AuditEntry>> NewestAsync(AuditFilter filter, long? before, int limit, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var entries = Matching(db, filter);
        if (before is { } next) entries = entries.Where(entry => entry.Id < next);
        return await entries.OrderByDescending(entry => entry.Id).Take(limit).ToListAsync(ct);
    }

    /// <summary>The end of the chain, as the database has it; <see cref="VerifyChain"/> is who checks it.</summary>
    public async Task<ChainHead> HeadAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "SELECT id, encode(hash, 'hex'), at, (SELECT count(*) FROM audit.event) FROM audit.event ORDER BY id DESC LIMIT 1");
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new ChainHead(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(3), reader.GetFieldValue<DateTimeOffset>(2))
            : new ChainHead(null, AuditChain.Start, 0, null);
    }

    private static IQueryable<AuditEntry> Matching(PortalDb db, AuditFilter filter)
    {
        var entries = db.Set<AuditEntry>().AsNoTracking();
        if (filter.Person is { } person) entries = entries.Where(entry => entry.Person == person);
        if (filter.Name is { } name) entries = entries.Where(entry => entry.Name == name);
        if (filter.Subject is { } subject) entries = entries.Where(entry => entry.Subject.StartsWith(subject));
        if (filter.From is { } from) entries = entries.Where(entry => entry.At >= from);
        if (filter.Before is { } before) entries = entries.Where(entry => entry.At < before);
        return entries;
    }
}
