namespace Sovereign.Dashboard.Telemetry.Outages;

/// <summary>A time for which nothing is expected of an engine.</summary>
/// <param name="Id">To cancel it by.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends, or was cancelled.</param>
/// <param name="Reason">Why, in the words of who announced it.</param>
/// <param name="AnnouncedAt">Never after it begins.</param>
/// <param name="AnnouncedBy">Pseudonym of who did.</param>
/// <param name="CancelledAt">When it was cancelled; null: it was not.</param>
public sealed record OutageDetails(int Id, DateTimeOffset From, DateTimeOffset To, string Reason, DateTimeOffset AnnouncedAt, string AnnouncedBy, DateTimeOffset? CancelledAt);
