using System.Globalization;
using System.Runtime.CompilerServices;

namespace Sovereign.Analytics.Periods;

/// <summary>
/// A reporting period of the Gregorian calendar, its start included and its end excluded. Written as ISO 8601 does, with SDMX's halves and
/// quarters: <c>2024</c>, <c>2024-S1</c>, <c>2024-Q3</c>, <c>2024-06</c>, <c>2024-06-15</c>; years 1900 to 2199.
/// Periods are ordered by when they end, then by when they start, so that the greatest is the latest news.
/// </summary>
public readonly record struct Period : IComparable<Period>
{
    public const int FirstYear = 1900;
    public const int LastYear = 2199;

    // The mean Gregorian year, so that a distance of two calendar years is 2 to within a day whichever years they are.
    private const double DaysPerYear = 365.2425;

    private Period(DateOnly start, Frequency frequency)
    {
        Start = start;
        Frequency = frequency;
    }

    public DateOnly Start { get; }

    public Frequency Frequency { get; }

    public DateOnly EndExclusive => Frequency switch
    {
        Frequency.Year => Start.AddYears(1),
        Frequency.Half => Start.AddMonths(6),
        Frequency.Quarter => Start.AddMonths(3),
        Frequency.Month => Start.AddMonths(1),
        Frequency.Day => Start.AddDays(1),
        _ => throw new InvalidOperationException($"Frequency {Frequency} has no length."),
    };

    /// <summary>As written in files, addresses and JSON.</summary>
    public string Code => Frequency switch
    {
        Frequency.Year => Start.ToString("yyyy", CultureInfo.InvariantCulture),
        Frequency.Half => string.Create(CultureInfo.InvariantCulture, $"{Start.Year:0000}-S{(Start.Month + 5) / 6}"),
        Frequency.Quarter => string.Create(CultureInfo.InvariantCulture, $"{Start.Year:0000}-Q{(Start.Month + 2) / 3}"),
        Frequency.Month => Start.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        Frequency.Day => Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"Frequency {Frequency} has no code."),
    };

    /// <exception cref="ArgumentOutOfRangeException">The year lies outside <see cref="FirstYear"/> to <see cref="LastYear"/>.</exception>
    public static Period Year(int year) => new(FirstDay(year, 1), Frequency.Year);

    /// <param name="year">The calendar year.</param>
    /// <param name="half">1 or 2.</param>
    public static Period Half(int year, int half) => new(FirstDay(year, 1 + 6 * (Within(half, 2) - 1)), Frequency.Half);

    /// <param name="year">The calendar year.</param>
    /// <param name="quarter">1 to 4.</param>
    public static Period Quarter(int year, int quarter) => new(FirstDay(year, 1 + 3 * (Within(quarter, 4) - 1)), Frequency.Quarter);

    /// <param name="year">The calendar year.</param>
    /// <param name="month">1 to 12.</param>
    public static Period Month(int year, int month) => new(FirstDay(year, Within(month, 12)), Frequency.Month);

    public static Period Day(DateOnly day)
    {
        FirstDay(day.Year, 1);
        return new(day, Frequency.Day);
    }

    /// <summary>The period of that length which begins on <paramref name="start"/>, as a database keeps it.</summary>
    /// <exception cref="ArgumentException">No period of that length begins on that day.</exception>
    public static Period From(DateOnly start, Frequency frequency)
    {
        var period = frequency switch
        {
            Frequency.Year => Year(start.Year),
            Frequency.Half => Half(start.Year, (start.Month + 5) / 6),
            Frequency.Quarter => Quarter(start.Year, (start.Month + 2) / 3),
            Frequency.Month => Month(start.Year, start.Month),
            Frequency.Day => Day(start),
            _ => throw new ArgumentOutOfRangeException(nameof(frequency)),
        };
        return period.Start == start ? period : throw new ArgumentException($"No {frequency} begins on {start:yyyy-MM-dd}.", nameof(start));
    }

    /// <summary>Reads exactly the five forms above; anything else, white space included, is refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Period period)
    {
        period = default;
        if (text.Length < 4 || !TryDigits(text[..4], out var year) || year is < FirstYear or > LastYear)
            return false;
        var rest = text[4..];
        if (rest.IsEmpty)
        {
            period = Year(year);
            return true;
        }
        if (rest[0] != '-' || rest.Length < 3)
            return false;
        rest = rest[1..];
        if (rest[0] is 'S' or 'Q')
        {
            if (rest.Length != 2 || !TryDigits(rest[1..], out var part) || part < 1 || part > (rest[0] == 'S' ? 2 : 4))
                return false;
            period = rest[0] == 'S' ? Half(year, part) : Quarter(year, part);
            return true;
        }
        if (!TryDigits(rest[..2], out var month) || month is < 1 or > 12)
            return false;
        rest = rest[2..];
        if (rest.IsEmpty)
        {
            period = Month(year, month);
            return true;
        }
        if (rest.Length != 3 || rest[0] != '-' || !TryDigits(rest[1..], out var day) || day < 1 || day > DaysIn(year, month))
            return false;
        period = Day(new DateOnly(year, month, day));
        return true;
    }

    /// <exception cref="FormatException">The text is none of the five forms.</exception>
    public static Period Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var period) ? period : throw new FormatException($"'{text}' is no period; expected 2024, 2024-S1, 2024-Q1, 2024-06 or 2024-06-15.");

    public bool Contains(DateOnly day) => Start <= day && day < EndExclusive;

    public bool Contains(Period other) => Start <= other.Start && other.EndExclusive <= EndExclusive;

    public bool Overlaps(Period other) => Start < other.EndExclusive && other.Start < EndExclusive;

    /// <summary>Years between the midpoints of both periods, never negative: 2023 and 2025 are 2 apart, 2024 and 2024-S1 a quarter of one.</summary>
    public double DistanceInYears(Period other) => Math.Abs(YearsAfter(other));

    /// <summary>Years from the midpoint of the other period to that of this one; negative when this one comes first.</summary>
    public double YearsAfter(Period other) => (MidpointInDays - other.MidpointInDays) / DaysPerYear;

    public int CompareTo(Period other)
    {
        var byEnd = EndExclusive.CompareTo(other.EndExclusive);
        return byEnd != 0 ? byEnd : Start.CompareTo(other.Start);
    }

    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;

    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;

    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;

    public override string ToString() => Code;

    private double MidpointInDays => (Start.DayNumber + EndExclusive.DayNumber) / 2.0;

    private static DateOnly FirstDay(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        return new DateOnly(year, month, 1);
    }

    private static int Within(int part, int parts, [CallerArgumentExpression(nameof(part))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(part, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, parts, name);
        return part;
    }

    private static int DaysIn(int year, int month) => new DateOnly(year, month, 1).AddMonths(1).AddDays(-1).Day;

    // int.TryParse would take signs and white space.
    private static bool TryDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character))
                return false;
            number = number * 10 + (character - '0');
        }
        return !text.IsEmpty;
    }
}
