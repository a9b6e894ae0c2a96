using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Telemetry.Outages;

/// <summary>An outage as it is announced.</summary>
/// <param name="From">When it begins; null, or a time that is over: now.</param>
/// <param name="To">When it ends.</param>
/// <param name="Reason">Why, in a few words.</param>
public sealed record OutageForm(DateTimeOffset? From, DateTimeOffset? To, string? Reason)
{
    /// <summary>Reads one as people type it; an empty time is none. Null where a time is neither a date nor an instant.</summary>
    public static OutageForm? Read(string? from, string? to, string? reason)
    {
        return TryTime(from, out var begins) && TryTime(to, out var ends) ? new(begins, ends, reason) : null;

        static bool TryTime(string? text, out DateTimeOffset? time)
        {
            time = string.IsNullOrWhiteSpace(text) ? null : DayOrInstant.Read(text)?.Instant;
            return time is not null || string.IsNullOrWhiteSpace(text);
        }
    }
}
