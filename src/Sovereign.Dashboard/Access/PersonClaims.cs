using System.Security.Claims;

namespace Sovereign.Dashboard.Access;

/// <summary>Writes a person into claims and reads one back, the same for the cookie and for tokens.</summary>
public static class PersonClaims
{
    private const string Pseudonym = "sov:pseudonym";
    private const string Kind = "sov:kind";

    /// <summary>The identity of a signed-in person.</summary>
    /// <param name="person">Who signed in.</param>
    /// <param name="scheme">How: the authentication scheme, which makes the identity an authenticated one.</param>
    public static ClaimsIdentity Write(Actor person, string scheme)
    {
        var identity = new ClaimsIdentity(scheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, person.Id.ToString("D")));
        identity.AddClaim(new Claim(ClaimTypes.Name, person.DisplayName));
        identity.AddClaim(new Claim(Pseudonym, person.Pseudonym));
        identity.AddClaim(new Claim(Kind, person.Kind.ToString()));
        if (person.Email is { } email) identity.AddClaim(new Claim(ClaimTypes.Email, email));
        foreach (var role in person.Roles) identity.AddClaim(new Claim(ClaimTypes.Role, role));
        return identity;
    }

    /// <summary>The person in the claims; null when nobody is signed in or a claim is missing.</summary>
    public static Actor? Read(ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true }) return null;
        if (!Guid.TryParseExact(principal.FindFirstValue(ClaimTypes.NameIdentifier), "D", out var id)) return null;
        if (principal.FindFirstValue(Pseudonym) is not { } pseudonym) return null;
        if (!Enum.TryParse<PersonKind>(principal.FindFirstValue(Kind), out var kind)) return null;
        return new Actor(
            id, pseudonym, principal.FindFirstValue(ClaimTypes.Email), principal.FindFirstValue(ClaimTypes.Name) ?? pseudonym, kind,
            [.. principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value)]);
    }
}
