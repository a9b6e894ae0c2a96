using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>Issues and revokes keys. Two of an engine or site may live at once: the new one is put in place before the old one ends.</summary>
public sealed class ChangeKeys(IDbContextFactory<PortalDb> contexts, Enrolments enrolments, TimeProvider clock)
{
    private const int MostAlive = 2;

    /// <summary>Issues a key to an engine.</summary>
    /// <param name="code">The engine.</param>
    /// <param name="expiresAt">When it ends by itself; null for never.</param>
    /// <param name="by">Pseudonym of who asks, or <see cref="AuditEvent.CommandLine"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The key, shown once; or a refusal: <c>no-such-engine</c>, <c>key-expiry</c>, <c>too-many-keys</c>.</returns>
    public async Task<Outcome<IssuedKey>> IssueToEngineAsync(string code, DateTimeOffset? expiresAt, string by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Set<Engine>().SingleOrDefaultAsync(engine => engine.Code == code && engine.RetiredAt == null, ct) is { } engine
            ? await IssueAsync(db, engine.SiteId, engine.Id, $"engine:{code}", expiresAt, by, ct)
            : new Refusal("no-such-engine", $"There is no engine '{code}'.");
    }

    /// <summary>Issues a key to a site, which speaks for all its engines.</summary>
    /// <returns>The key, shown once; or a refusal: <c>no-such-site</c>, <c>key-expiry</c>, <c>too-many-keys</c>.</returns>
    public async Task<Outcome<IssuedKey>> IssueToSiteAsync(string code, DateTimeOffset? expiresAt, string by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Set<Site>().SingleOrDefaultAsync(site => site.Code == code, ct) is { } site
            ? await IssueAsync(db, site.Id, null, $"site:{code}", expiresAt, by, ct)
            : new Refusal("no-such-site", $"There is no site '{code}'.");
    }

    /// <summary>Ends a key at once and for good.</summary>
    /// <param name="name">Its public part.</param>
    /// <param name="by">Pseudonym of who asks, or <see cref="AuditEvent.CommandLine"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The key's name; or a refusal: <c>no-such-key</c>.</returns>
    public async Task<Outcome<string>> RevokeAsync(string name, string by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        if (await db.Set<EngineKey>().SingleOrDefaultAsync(key => key.Name == name && key.RevokedAt == null, ct) is not { } key)
            return new Refusal("no-such-key", $"There is no working key '{name}'.");
        key.Revoke(now);
        await db.SaveChangesAsync(ct);
        await AuditLog.AppendAsync(db, new AuditEvent(now, by, EventNames.EngineKeyRevoked, $"engine-key:{name}"), ct);
        await transaction.CommitAsync(ct);
        enrolments.Moved();
        return name;
    }

    private async Task<Outcome<IssuedKey>> IssueAsync(PortalDb db, int site, int? engine, string subject, DateTimeOffset? expiresAt, string by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (expiresAt <= now) return new Refusal("key-expiry", "A key cannot expire before it is issued.");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Two who ask at once: the second waits here and counts the first one's key.
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM telemetry.site WHERE id = {site} FOR UPDATE", ct);
        var alive = await db.Set<EngineKey>().CountAsync(
            key => key.SiteId == site && key.EngineId == engine && key.RevokedAt == null && (key.ExpiresAt == null || key.ExpiresAt > now), ct);
        if (alive >= MostAlive) return new Refusal("too-many-keys", "There are two working keys already; revoke one first.");
        var (row, secret) = EngineKey.New(site, engine, now, expiresAt);
        db.Add(row);
        await db.SaveChangesAsync(ct);
        await AuditLog.AppendAsync(db, new AuditEvent(now, by, EventNames.EngineKeyIssued, subject, new JsonObject { ["key"] = row.Name }), ct);
        await transaction.CommitAsync(ct);
        enrolments.Moved();
        return new IssuedKey(row.Name, secret);
    }
}
