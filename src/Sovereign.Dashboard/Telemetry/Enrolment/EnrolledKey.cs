namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>A key that has not been revoked.</summary>
public sealed record EnrolledKey(int Id, int SiteId, int? EngineId, byte[] Hash, DateTimeOffset? ExpiresAt);
