namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>Where a site's raw series are asked for and how that goes; see <see cref="PullSource"/>. The bearer is not in it.</summary>
public sealed record PullDetails(
    string Url, string? Tenant, bool HasBearer, DateTimeOffset? PulledTo, int Failures, DateTimeOffset? RetryAt, string? LastError, DateTimeOffset? LastOkAt);
