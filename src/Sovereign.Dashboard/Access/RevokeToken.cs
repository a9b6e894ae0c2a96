using System.Linq.Expressions;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Access;

/// <summary>Ends personal tokens, at once and for good.</summary>
public sealed class RevokeToken(IDbContextFactory<PortalDb> contexts, TimeProvider clock)
{
    /// <summary>Revokes every working token of one name.</summary>
    /// <param name="personId">Whose tokens.</param>
    /// <param name="name">Their name; several of one name end together.</param>
    /// <param name="by">Pseudonym of who asks, or <see cref="AuditEvent.CommandLine"/>; the owner or the command line.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many were ended, or a refusal: <c>unknown-token</c>, <c>not-permitted</c>.</returns>
    public Task<Outcome<int>> RunAsync(Guid personId, string name, string by, CancellationToken ct)
    {
        name = name.Trim();
        return EndAsync(personId, token => token.Name == name, new("unknown-token", $"There is no working token named '{name}'."), by, ct);
    }

    /// <summary>Revokes one token.</summary>
    /// <param name="personId">Whose token.</param>
    /// <param name="tokenId">Which; another person's is as unknown as none.</param>
    /// <param name="by">Pseudonym of who asks, or <see cref="AuditEvent.CommandLine"/>; the owner or the command line.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>1, or a refusal: <c>unknown-token</c>, <c>not-permitted</c>.</returns>
    public Task<Outcome<int>> RunAsync(Guid personId, Guid tokenId, string by, CancellationToken ct) =>
        EndAsync(personId, token => token.Id == tokenId, new("unknown-token", "There is no such working token."), by, ct);

    private async Task<Outcome<int>> EndAsync(
        Guid personId, Expression<Func<ApiToken, bool>> which, Refusal none, string by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var owner = await db.Set<Person>().SingleOrDefaultAsync(person => person.Id == personId, ct);
        if (owner is null || (by != owner.Pseudonym && by != AuditEvent.CommandLine))
            return new Refusal("not-permitted", "Only the owner can revoke a personal token.");
        var tokens = await db.Set<ApiToken>()
            .Where(token => token.PersonId == personId && token.RevokedAt == null)
            .Where(which)
            .ToListAsync(ct);
        if (tokens.Count == 0) return none;

        foreach (var token in tokens) token.Revoke(now);
        await db.SaveChangesAsync(ct);
        foreach (var token in tokens)
        {
            var details = new JsonObject { ["owner"] = owner.Pseudonym };
            await AuditLog.AppendAsync(db, new AuditEvent(now, by, EventNames.TokenRevoked, $"token:{token.Id}", details), ct);
        }

        await transaction.CommitAsync(ct);
        return tokens.Count;
    }
}
