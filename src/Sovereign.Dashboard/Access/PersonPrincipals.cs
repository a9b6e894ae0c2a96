using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Access;

/// <summary>Makes what the cookie says of a person: the same claims a token gives, and the stamp that ends sessions.</summary>
public sealed class PersonPrincipals(IDbContextFactory<PortalDb> contexts, IOptions<IdentityOptions> options)
    : IUserClaimsPrincipalFactory<Person>
{
    public async Task<ClaimsPrincipal> CreateAsync(Person user)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var person = await db.Set<Person>().AsNoTracking().Include(person => person.Roles).SingleAsync(person => person.Id == user.Id);
        var identity = PersonClaims.Write(person.ToActor(), IdentityConstants.ApplicationScheme);
        identity.AddClaim(new Claim(options.Value.ClaimsIdentity.SecurityStampClaimType, person.SecurityStamp!));
        return new ClaimsPrincipal(identity);
    }
}
