namespace Sovereign.Dashboard.Access;

/// <summary>A personal token as its owner sees it.</summary>
/// <param name="Id">Key, to end it by.</param>
/// <param name="Name">What the owner calls it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="LastUsedAt">Last use, to the minute; null when it was never used.</param>
/// <param name="ExpiresAt">When it ends by itself; null for never.</param>
/// <param name="RevokedAt">When the owner ended it; null while nobody has.</param>
public sealed record TokenDetails(
    Guid Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt)
{
    /// <summary>Whether the token is accepted at <paramref name="now"/>.</summary>
    public bool WorksAt(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}
