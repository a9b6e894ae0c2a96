namespace Sovereign.Dashboard.Telemetry.Outages;

/// <summary>An outage as it is announced.</summary>
/// <param name="From">When it begins; null, or a time that is over: now.</param>
/// <param name="To">When it ends.</param>
/// <param name="Reason">Why, in a few words.</param>
public sealed record OutageForm(DateTimeOffset? From, DateTimeOffset? To, string? Reason);
