using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Access;

/// <summary>Gives someone a personal token.</summary>
public sealed class IssueToken(IDbContextFactory<PortalDb> contexts, TimeProvider clock)
{
    /// <summary>Issues the token.</summary>
    /// <param name="personId">Whose token it will be.</param>
    /// <param name="name">What to call it, 1 to 100 characters.</param>
    /// <param name="expiresAt">When it ends by itself; null for never.</param>
    /// <param name="by">Pseudonym of who asks, or <see cref="AuditEvent.CommandLine"/>; the owner or the command line.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The token, or a refusal: <c>unknown-person</c>, <c>token-name</c>, <c>token-expiry</c>, <c>not-permitted</c>.</returns>
    public async Task<Outcome<IssuedToken>> RunAsync(
        Guid personId, string name, DateTimeOffset? expiresAt, string by, CancellationToken ct)
    {
        name = name.Trim();
        if (name.Length is 0 or > 100) return new Refusal("token-name", "A token needs a name of 1 to 100 characters.");
        var now = clock.GetUtcNow();
        if (expiresAt <= now) return new Refusal("token-expiry", "A token cannot expire before it is issued.");

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Nobody is erased between this look and the end of the transaction.
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM access.person WHERE id = {personId} FOR SHARE", ct);
        var owner = await db.Set<Person>().SingleOrDefaultAsync(person => person.Id == personId, ct);
        if (owner is null or { IsErased: true }) return new Refusal("unknown-person", "There is no such person.");
        if (owner.Kind == PersonKind.System) return new Refusal("not-permitted", "A system account holds no tokens.");
        if (by != owner.Pseudonym && by != AuditEvent.CommandLine)
            return new Refusal("not-permitted", "Only the owner can ask for a personal token.");

        var (row, secret) = ApiToken.New(owner.Id, name, now, expiresAt);
        db.Add(row);
        await db.SaveChangesAsync(ct);
        var details = new JsonObject { ["owner"] = owner.Pseudonym, ["expiresAt"] = expiresAt?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture) };
        await AuditLog.AppendAsync(db, new AuditEvent(now, by, EventNames.TokenIssued, $"token:{row.Id}", details), ct);
        await transaction.CommitAsync(ct);
        return new IssuedToken(row.Id, secret);
    }
}
