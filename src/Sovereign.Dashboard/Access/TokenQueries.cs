using Microsoft.EntityFrameworkCore;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Access;

/// <summary>Reads about personal tokens, for their owner.</summary>
public sealed class TokenQueries(IDbContextFactory<PortalDb> contexts)
{
    /// <summary>All tokens of a person, ended ones included, newest first.</summary>
    public async Task<IReadOnlyList<TokenDetails>> OfAsync(Guid personId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Set<ApiToken>().AsNoTracking()
            .Where(token => token.PersonId == personId)
            .OrderByDescending(token => token.CreatedAt).ThenByDescending(token => token.Id)
            .Select(token => new TokenDetails(token.Id, token.Name, token.CreatedAt, token.LastUsedAt, token.ExpiresAt, token.RevokedAt))
            .ToListAsync(ct);
    }
}
