using System.Globalization;
using Sovereign.Analytics.Periods;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>
/// Reads periods as offices write them. A fiscal year (<c>2023-24</c>, <c>2023/24</c>, <c>202324</c>) is none: it ends in another year than it begins, and which of
/// the two a figure belongs to is for a person to say.
/// </summary>
internal static class PeriodText
{
    /// <summary>Reads a period in one of the portal's forms, or as <c>2024 [YR2024]</c>, <c>2024Q1</c>, <c>Q1 2024</c>, <c>2024M06</c>, <c>2024.0</c> or an instant at midnight.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Period period)
    {
        period = default;
        if (text.IndexOf('[') is > 0 and var bracket && text.EndsWith("]")) text = text[..bracket].TrimEnd();
        if (text.EndsWith("T00:00:00") || text.EndsWith(" 00:00:00")) text = text[..^9];
        if (text.Length == 6 && text.EndsWith(".0")) text = text[..4];
        if (text.EndsWith("年")) text = text[..^1];
        if (Period.TryParse(text, out period)) return true;
        // The Netherlands write 2023JJ00 for the year and 2023KW01 for its first quarter.
        if (text.Length == 8 && TryNumber(text[..4], out var year) && year is >= Period.FirstYear and <= Period.LastYear && TryNumber(text[6..], out var place))
        {
            switch (text[4..6])
            {
                case "JJ" when place == 0:
                    period = Period.Year(year);
                    return true;
                case "KW" when place is >= 1 and <= 4:
                    period = Period.Quarter(year, place);
                    return true;
                case "MM" when place is >= 1 and <= 12:
                    period = Period.Month(year, place);
                    return true;
            }
        }

        // Every such form begins with a month's name.
        foreach (var form in text is [>= 'A' and <= 'Z' or >= 'a' and <= 'z', ..] ? monthForms : [])
        {
            if (!DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) || month.Year is < Period.FirstYear or > Period.LastYear) continue;
            period = Period.Month(month.Year, month.Month);
            return true;
        }

        // 2024Q1, 2024 Q1, 2024M06, and the other way round.
        if (text.Length is 6 or 7 && Part(text[4..], text[..4], out period)) return true;
        return text.Length is 6 or 7 && Part(text[..^4], text[^4..], out period);
    }

    private static readonly string[] monthForms = ["MMM yyyy", "MMMM yyyy", "MMM-yyyy", "MMM-yy", "MMM yy", "MMMM-yyyy"];

    /// <summary>Whether a text may be a period's: used to recognise columns, never to read a cell.</summary>
    public static bool Looks(ReadOnlySpan<char> text) => TryParse(text, out _) || IsFiscal(text);

    /// <summary>Whether two neighbouring years are written as one, as fiscal years are: 2023-24, 2023/24, 2023/2024, 202324.</summary>
    public static bool IsFiscal(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("FY", StringComparison.OrdinalIgnoreCase)) text = text[2..].TrimStart();
        if (text.Length is < 6 or > 9 || !TryNumber(text[..4], out var first) || first is < Period.FirstYear or > Period.LastYear) return false;
        var rest = text[4] is '-' or '/' or '–' or ' ' ? text[5..] : text[4..];
        if (!TryNumber(rest, out var second)) return false;
        return rest.Length switch
        {
            2 => second == (first + 1) % 100,
            4 => second == first + 1,
            _ => false,
        };
    }

    private static bool Part(ReadOnlySpan<char> part, ReadOnlySpan<char> year, out Period period)
    {
        period = default;
        if (!TryNumber(year, out var number) || number is < Period.FirstYear or > Period.LastYear) return false;
        part = part.Trim(" -");
        if (part.Length is < 2 or > 3 || !TryNumber(part[1..], out var place)) return false;
        switch (char.ToUpperInvariant(part[0]))
        {
            case 'Q' or 'T' when place is >= 1 and <= 4 && part.Length == 2:
                period = Period.Quarter(number, place);
                return true;
            case 'S' or 'H' when place is 1 or 2 && part.Length == 2:
                period = Period.Half(number, place);
                return true;
            case 'M' when place is >= 1 and <= 12:
                period = Period.Month(number, place);
                return true;
            default:
                return false;
        }
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
