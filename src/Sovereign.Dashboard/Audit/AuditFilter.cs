using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Audit;

/// <summary>Which entries of the log are asked for. Null and empty ask for all.</summary>
/// <param name="Person">A pseudonym.</param>
/// <param name="Name">One of <see cref="EventNames"/>.</param>
/// <param name="Subject">How the subject begins, such as <c>dataset:power</c>.</param>
/// <param name="From">The first instant.</param>
/// <param name="Before">The instant after the last.</param>
public sealed record AuditFilter(string? Person = null, string? Name = null, string? Subject = null, DateTimeOffset? From = null, DateTimeOffset? Before = null)
{
    /// <summary>Reads what stands in an address.</summary>
    /// <param name="from">A date, meaning its beginning in UTC, or an RFC 3339 instant.</param>
    /// <param name="to">A date, meaning its end in UTC, or an instant; both are included.</param>
    /// <returns>Refused with <c>bad-from</c> or <c>bad-to</c>.</returns>
    public static Outcome<AuditFilter> Read(string? person, string? name, string? subject, string? from, string? to)
    {
        if (!TryRead(from, TimeSpan.Zero, TimeSpan.Zero, out var first)) return Bad("from", from);
        if (!TryRead(to, TimeSpan.FromDays(1), TimeSpan.FromMicroseconds(1), out var end)) return Bad("to", to);
        return new AuditFilter(Text(person), Text(name), Text(subject), first, end);
    }

    // NUL is in no text of the database, and the database refuses to be asked for it.
    private static string? Text(string? given) => string.IsNullOrWhiteSpace(given) ? null : given.Replace("\0", "", StringComparison.Ordinal).Trim();

    private static Refusal Bad(string field, string? given) => new($"bad-{field}", $"{field} is '{given}'; expected {DayOrInstant.Expected}.");

    private static bool TryRead(string? text, TimeSpan afterDay, TimeSpan afterInstant, out DateTimeOffset? instant)
    {
        instant = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (DayOrInstant.Read(text.Trim()) is not { } given) return false;
        // The last day of the calendar has no end.
        if (given.Instant > DateTimeOffset.MaxValue - (given.IsDay ? TimeSpan.FromDays(1) : afterInstant)) return false;
        instant = given.Instant + (given.IsDay ? afterDay : afterInstant);
        return true;
    }
}
