using System.Globalization;

namespace Sovereign.Dashboard.Design;

/// <summary>
/// How the portal writes numbers and dates for people. Machine files do not pass through here: they carry the digits as written.
/// Three significant figures unless the source has fewer, commas between thousands, U+2212 for minus, a no-break space before a unit.
/// </summary>
public static class Numbers
{
    /// <summary>Significant figures shown when nothing calls for fewer.</summary>
    public const int Figures = 3;

    public const char NoBreakSpace = '\u00A0';
    public const char Minus = '\u2212';
    public const char EnDash = '\u2013';

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private static readonly (double From, double Unit, string Word)[] Scales =
        [(1e12, 1e12, "trillion"), (1e9, 1e9, "billion"), (1e6, 1e6, "million")];

    /// <summary>A number with <paramref name="figures"/> significant figures: 14.916 becomes 14.9, 1331525 becomes 1,330,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite, or no figure is asked for.</exception>
    public static string Text(double value, int figures = Figures)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite numbers are shown; a missing one is said in words.");
        ArgumentOutOfRangeException.ThrowIfLessThan(figures, 1);
        if (value == 0)
            return "0";
        var (rounded, decimals) = Round(value, figures);
        var text = Math.Abs(rounded).ToString($"N{decimals}", Culture);
        return rounded < 0 ? Minus + text : text;
    }

    /// <summary>As <see cref="Text(double, int)"/>, never with more figures than the source wrote: "0.10" stays 0.10, "7" stays 7.</summary>
    public static string Text(double value, string written) => Text(value, Math.Min(Figures, FiguresOf(written)));

    /// <summary>A number that the truth is not below, with so many significant figures: rounded down, since 2.75 as "more than 2.8" would claim too much.</summary>
    public static string Down(double value, int figures = Figures)
    {
        if (value == 0 || !double.IsFinite(value))
            return Text(value, figures);
        var step = Math.Pow(10, Magnitude(value) - figures + 1);
        // A hair more than the quotient: 0.29 / 0.01 is a hair less than 29.
        return Text(Math.Floor(value / step + 1e-9) * step, figures);
    }

    /// <summary>For sentences and large print: 22682855 becomes 22.7 million. Below a million as <see cref="Text(double, int)"/>.</summary>
    public static string Words(double value, int figures = Figures)
    {
        foreach (var (from, unit, word) in Scales)
        {
            // 999,900,000 rounds up to a billion, so what is compared is the rounded value.
            if (double.IsFinite(value) && Math.Abs(Round(value, figures).Value) >= from)
                return string.Concat(Text(value / unit, figures), NoBreakSpace.ToString(), word);
        }
        return Text(value, figures);
    }

    /// <summary>As <see cref="Words(double, int)"/>, never with more figures than the source wrote.</summary>
    public static string Words(double value, string written) => Words(value, Math.Min(Figures, FiguresOf(written)));

    /// <summary>A round number on an axis, with the digits it needs and no more: 0.5, 1, 2 million.</summary>
    public static string Tick(double value)
    {
        var (scale, word) = Scales.Where(scale => Math.Abs(value) >= scale.From).Select(scale => (scale.Unit, NoBreakSpace + scale.Word)).FirstOrDefault((1, ""));
        // Twelve digits hide what adding steps of 0.1 leaves behind.
        var text = Math.Abs(value / scale).ToString("#,0.############", Culture) + word;
        return value < 0 ? Minus + text : text;
    }

    /// <summary>Joins a written number and its unit so that a line never breaks between them; the unit's own words may part.</summary>
    public static string WithUnit(string number, string unit) =>
        unit.Length == 0 ? number : string.Concat(number, NoBreakSpace.ToString(), unit);

    /// <summary>An interval: "0.9–1.5"; with a negative end "−2 to 3", where a dash would read as another minus.</summary>
    public static string Range(string low, string high) =>
        low.Contains(Minus) || high.Contains(Minus) ? $"{low} to {high}" : string.Concat(low, EnDash.ToString(), high);

    /// <summary>An interval with the same figures at both ends; one number when both ends read alike.</summary>
    public static string Range(double low, double high, int figures = Figures)
    {
        var (lowText, highText) = (Words(low, figures), Words(high, figures));
        return lowText == highText ? lowText : Range(lowText, highText);
    }

    /// <summary>A span of years: "2010–2024"; one year where both are the same.</summary>
    public static string Years(int first, int last) =>
        first == last ? first.ToString(Culture) : Range(first.ToString(Culture), last.ToString(Culture));

    /// <summary>The number as the API's JSON prints it: shortest digits that read back to the same double.</summary>
    public static string Raw(double value) => value.ToString("R", Culture);

    /// <summary>A civil date for people: 12 March 2026.</summary>
    public static string Day(DateTimeOffset instant) => instant.ToUniversalTime().ToString("d MMMM yyyy", Culture);

    /// <summary>A civil date for addresses: 2026-03-12, the UTC day.</summary>
    public static string DayCode(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd", Culture);

    /// <summary>An instant for addresses, exact to the microsecond the database keeps: 2026-03-12T14:05:09.123456Z.</summary>
    public static string InstantCode(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", Culture);

    /// <summary>An instant for people who compare it with a log: 12 March 2026, 14:05 UTC.</summary>
    public static string Instant(DateTimeOffset instant) => instant.ToUniversalTime().ToString("d MMMM yyyy, HH:mm 'UTC'", Culture);

    /// <summary>A count in full, for tables and for what must be exact: 2,000,000.</summary>
    public static string Whole(long count) => count.ToString("N0", Culture);

    /// <summary>A count with its noun: "1 country", "40 countries".</summary>
    public static string Count(long count, string one, string many) =>
        string.Concat(count.ToString("N0", Culture), NoBreakSpace.ToString(), count == 1 ? one : many);

    /// <summary>
    /// How many significant figures a source wrote: "0.10" has two, "53.7" three, "1,400" two, since trailing zeros of a whole number are not known to be
    /// measured. A lone zero counts as one.
    /// </summary>
    public static int FiguresOf(string written)
    {
        var exponent = written.AsSpan().IndexOfAny('e', 'E');
        var mantissa = exponent < 0 ? written : written[..exponent];
        var digits = string.Concat(mantissa.Where(char.IsAsciiDigit)).TrimStart('0');
        if (!mantissa.Contains('.', StringComparison.Ordinal))
            digits = digits.TrimEnd('0');
        return Math.Max(1, digits.Length);
    }

    /// <summary>Rounds to significant figures; the digits after the point that then are worth printing.</summary>
    private static (double Value, int Decimals) Round(double value, int figures)
    {
        if (value == 0)
            return (0, 0);
        var magnitude = Magnitude(value);
        var rounded = RoundAt(value, figures - 1 - magnitude);
        // 9.996 becomes 10.0, not 10.00.
        var decimals = Math.Clamp(figures - 1 - Magnitude(rounded), 0, 15);
        return (rounded, decimals);
    }

    private static int Magnitude(double value) => (int)Math.Floor(Math.Log10(Math.Abs(value)));

    private static double RoundAt(double value, int decimals)
    {
        if (decimals is >= 0 and <= 15)
            return Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        var step = Math.Pow(10, Math.Abs(decimals));
        return decimals < 0
            ? Math.Round(value / step, MidpointRounding.AwayFromZero) * step
            : Math.Round(value * step, MidpointRounding.AwayFromZero) / step;
    }
}
