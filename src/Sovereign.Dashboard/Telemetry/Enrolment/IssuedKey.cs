namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>A key just issued.</summary>
/// <param name="Name">Its public part, to revoke it by.</param>
/// <param name="Secret">The key itself: shown once, kept nowhere.</param>
public sealed record IssuedKey(string Name, string Secret);
