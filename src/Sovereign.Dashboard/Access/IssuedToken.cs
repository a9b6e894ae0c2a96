namespace Sovereign.Dashboard.Access;

/// <summary>A token just issued.</summary>
/// <param name="Id">Key of the token, to revoke it by.</param>
/// <param name="Secret">The token itself: shown once, kept nowhere.</param>
public sealed record IssuedToken(Guid Id, string Secret);
