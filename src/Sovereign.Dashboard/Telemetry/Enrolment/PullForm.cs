namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>Where a site's raw series are asked for, as an operator says it; fields as in <see cref="PullSource"/>.</summary>
public sealed record PullForm(string? Url, string? Tenant = null, string? Bearer = null);
