namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>A key as it may be shown: its public part.</summary>
public sealed record KeyDetails(string Name, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt);
