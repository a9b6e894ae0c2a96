using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Access;

/// <summary>Recognises <c>Authorization: Bearer sov_…</c>. Other bearer values (an engine's key) are left to whoever knows them.</summary>
public sealed class ApiTokenScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder,
    IDbContextFactory<PortalDb> contexts, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string Name = "ApiToken";

    // A busy script must not write a row per request.
    private static readonly TimeSpan s_lastUseIsCoarse = TimeSpan.FromMinutes(1);

    /// <summary>Whether the request shows a bearer value, ours or not; then the cookie does not count.</summary>
    public static bool IsUsedBy(HttpRequest request) => BearerOf(request) is not null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerOf(Request) is not { } secret || !secret.StartsWith(ApiToken.Prefix, StringComparison.Ordinal))
            return AuthenticateResult.NoResult();
        // A page that explains a fault must not ask a database that is away.
        if (Context.Features.Get<IExceptionHandlerFeature>() is not null) return AuthenticateResult.NoResult();

        var ct = Context.RequestAborted;
        var now = clock.GetUtcNow();
        var hash = ApiToken.HashOf(secret);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var token = await db.Set<ApiToken>().AsNoTracking()
            .SingleOrDefaultAsync(token => token.Hash == hash && token.RevokedAt == null && (token.ExpiresAt == null || token.ExpiresAt > now), ct);
        if (token is null) return AuthenticateResult.Fail("The token is unknown, revoked or expired.");

        var owner = await db.Set<Person>().AsNoTracking().Include(person => person.Roles)
            .SingleAsync(person => person.Id == token.PersonId, ct);
        var stale = now - s_lastUseIsCoarse;
        if (token.LastUsedAt is null || token.LastUsedAt < stale)
        {
            await db.Set<ApiToken>()
                .Where(row => row.Id == token.Id && (row.LastUsedAt == null || row.LastUsedAt < stale))
                .ExecuteUpdateAsync(row => row.SetProperty(token => token.LastUsedAt, now), ct);
        }

        var principal = new ClaimsPrincipal(PersonClaims.Write(owner.ToActor(), Name));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Name));
    }

    private static string? BearerOf(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? header.Parameter ?? ""
            : null;
}
