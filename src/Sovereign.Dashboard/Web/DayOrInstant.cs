using System.Globalization;

namespace Sovereign.Dashboard.Web;

/// <summary>A point in time as addresses write it: a date, or an RFC 3339 instant.</summary>
/// <param name="Instant">The instant; of a date the beginning of that UTC day.</param>
/// <param name="IsDay">Whether a date was written, so that the whole day may be meant.</param>
public readonly record struct DayOrInstant(DateTimeOffset Instant, bool IsDay)
{
    /// <summary>What may be written, for refusals.</summary>
    public const string Expected = "a date such as 2026-03-31 or an instant such as 2026-03-31T12:00:00Z";

    /// <summary>Reads one; null when it is neither.</summary>
    public static DayOrInstant? Read(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), IsDay: true);
        return text.Contains('T', StringComparison.OrdinalIgnoreCase)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
                ? new(instant, IsDay: false)
                : null;
    }
}
