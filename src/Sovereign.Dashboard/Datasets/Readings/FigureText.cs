using System.Buffers;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>
/// Reads figures as offices write them: a decimal point or comma, thousands separators, marks of footnotes, flags such as Eurostat's <c>12.3 e</c>, a percent
/// sign, and the many ways to say that there is none. What could be read in two ways is not read.
/// </summary>
internal readonly ref struct FigureText
{
    /// <summary>Digits, sign and point, as the database and machines read it; empty unless <see cref="Kind"/> is a figure.</summary>
    public string Digits { get; private init; }

    public FigureKind Kind { get; private init; }

    /// <summary>What stood behind the figure; null when nothing did.</summary>
    public string? Mark { get; private init; }

    /// <summary>Whether a percent sign stood behind the figure.</summary>
    public bool Percent { get; private init; }

    /// <summary>Whether a dollar sign stood before the figure.</summary>
    public bool Dollar { get; private init; }

    /// <summary>What is wrong, when <see cref="Kind"/> says so.</summary>
    public string? Problem { get; private init; }

    /// <summary>What would be right.</summary>
    public string? Expected { get; private init; }

    /// <summary>How offices write that there is no figure, whatever the case.</summary>
    public static readonly IReadOnlyList<string> MissingMarks =
    [
        "..", "...", "…", ":", "-", "–", "—", "--", "---", "−", ".", "n/a", "na", "n.a.", "n.a", "null", "none", "nd", "n.d.", "n/d", "s/d", "k.a.", "k. a.", "x", "/",
        "not available", "not applicable", "no data", "missing", "non disponible", "c", "z", "s.o.", "m", "*", "**",
    ];

    /// <summary>Of these, the ones that are no word and can be nothing else: all that the portal's template takes.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> plainMissing =
        new[] { "..", "...", "…", ":", "-", "–", "—", "--", "n/a" }.ToHashSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private const int LongestNumber = 64;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> missing =
        MissingMarks.ToHashSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> blanks = SearchValues.Create(" \u00A0\u202F\u2009\u2007");

    private static readonly SearchValues<char> plainDigits = SearchValues.Create("0123456789.-");

    private static readonly SearchValues<char> footnotes = SearchValues.Create("*†‡§¹²³⁰⁴⁵⁶⁷⁸⁹⁾⁽");

    /// <param name="written">The cell without surrounding blanks, not empty.</param>
    /// <param name="decimalMark">A point or a comma.</param>
    /// <param name="thousands">Whether thousands separators are read.</param>
    /// <param name="template">Whether only the marks of the portal's template say that there is no figure.</param>
    public static FigureText Read(ReadOnlySpan<char> written, char decimalMark, bool thousands, bool template = false)
    {
        var none = template ? plainMissing : missing;
        // No such mark begins with a digit, as nearly every figure does.
        if (written is not [>= '0' and <= '9', ..] && none.Contains(written)) return new() { Kind = FigureKind.Missing, Digits = "" };
        var text = Narrow(written);
        var dollar = text.Length > 1 && text[0] == '$';
        if (dollar) text = text[1..].TrimStart();
        var mark = Strip(ref text, out var percent);
        // A mark alone, as in ": c", says why there is none.
        if (text.IsEmpty || (text is not [>= '0' and <= '9', ..] && none.Contains(text))) return new() { Kind = FigureKind.Missing, Digits = "", Mark = mark };
        if (mark is not null && IsMeasure(mark)) return Wrong("a unit or a power of ten stands behind the number", "the number alone, in the unit of its column");
        if (text.Length > LongestNumber) return Wrong("this is no finite number", Example);

        // One more than is written: a number may begin with its decimal mark.
        Span<char> digits = stackalloc char[LongestNumber + 1];
        if (!TryCanonical(text, decimalMark, thousands, digits, out var length))
        {
            return Separators(text, decimalMark) is var (problem, expected) ? Wrong(problem, expected) : Wrong("this is no finite number", Example);
        }

        return new() { Kind = FigureKind.Figure, Digits = digits[..length].ToString(), Mark = mark, Percent = percent, Dollar = dollar };
    }

    /// <summary>Whether what stands behind a figure changes it: 5 mn is no five.</summary>
    private static bool IsMeasure(string mark) =>
        mark.ToLowerInvariant() is "k" or "m" or "mn" or "mio" or "mio." or "mln" or "mil" or "mrd" or "mrd." or "md" or "bn" or "tn" or "tsd" or "tsd." or "kw" or "mw" or "gw" or "tw"
            or "kwh" or "mwh" or "gwh" or "twh" or "million" or "billion" or "thousand" or "'000" or "000"
        || (mark.Length > 1 && HeaderText.UnitIn(mark) is not null);

    public const string Example = "a number such as 1234.5";

    /// <summary>Full-width forms, which East Asian keyboards write, as the ASCII they stand for.</summary>
    private static ReadOnlySpan<char> Narrow(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('\uFF01', '\uFF5E') ? string.Concat(text.ToString().Select(c => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c)) : text;

    private static FigureText Wrong(string problem, string expected) => new() { Kind = FigureKind.Wrong, Digits = "", Problem = problem, Expected = expected };

    /// <summary>Takes flags, footnotes and a percent sign off the end.</summary>
    private static string? Strip(ref ReadOnlySpan<char> text, out bool percent)
    {
        percent = false;
        var whole = text;
        while (true)
        {
            var before = text;
            if (text.Length > 1 && footnotes.Contains(text[^1])) text = text[..^1];
            else if (text.Length > 2 && text[^1] is ']' or ')' && text.LastIndexOfAny('[', '(') is var open and >= 0 && text.Length - open <= 10
                && !(open == 0 && text.ContainsAnyInRange('0', '9')))
            {
                // A number that stands in brackets altogether is a debit to some and a footnote to others, and never nothing.
                text = text[..open];
            }
            else if (Flag(text) is var flag and > 0) text = text[..flag];
            else if (text.Length > 1 && text[^1] == '%')
            {
                text = text[..^1];
                percent = true;
            }

            text = text.Trim();
            if (text.Length == before.Length) break;
        }

        return text.Length == whole.Length ? null : whole[text.Length..].Trim().Trim("%[]() ") is { IsEmpty: false } mark ? mark.ToString() : null;
    }

    /// <summary>Where the text ends whose last word is a flag of one to three small letters behind a blank; 0 where there is none.</summary>
    private static int Flag(ReadOnlySpan<char> text)
    {
        var end = text.Length;
        var letters = 0;
        while (end > 0 && char.IsAsciiLetterLower(text[end - 1]))
        {
            end--;
            letters++;
        }

        return letters is > 0 and <= 3 && end > 1 && blanks.Contains(text[end - 1]) ? end : 0;
    }

    private static bool TryCanonical(ReadOnlySpan<char> text, char decimalMark, bool thousands, Span<char> digits, out int length)
    {
        length = 0;
        var at = 0;
        if (text[0] is '-' or '\u2212' or '+')
        {
            if (text[0] != '+') digits[length++] = '-';
            at++;
        }

        var point = text[at..].IndexOf(decimalMark);
        var exponent = text[at..].IndexOfAny('e', 'E');
        var wholeEnd = at + (point >= 0 ? point : exponent >= 0 ? exponent : text.Length - at);
        if (!TryWhole(text[at..wholeEnd], decimalMark, thousands, digits, ref length, mayBeEmpty: point >= 0)) return false;
        at = wholeEnd;
        if (at < text.Length && text[at] == decimalMark)
        {
            digits[length++] = '.';
            var first = ++at;
            while (at < text.Length && char.IsAsciiDigit(text[at])) digits[length++] = text[at++];
            if (at == first) return false;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            digits[length++] = 'E';
            at++;
            if (at < text.Length && text[at] is '+' or '-') digits[length++] = text[at++];
            var first = at;
            while (at < text.Length && char.IsAsciiDigit(text[at])) digits[length++] = text[at++];
            if (at == first) return false;
        }

        return at == text.Length;
    }

    /// <summary>The digits before the decimal mark: plain, in groups of three, or in the groups of India (12,34,567).</summary>
    private static bool TryWhole(ReadOnlySpan<char> text, char decimalMark, bool thousands, Span<char> digits, ref int length, bool mayBeEmpty)
    {
        if (text.IsEmpty)
        {
            if (mayBeEmpty) digits[length++] = '0';
            return mayBeEmpty;
        }

        var separator = '\0';
        var group = 0;
        var groups = 0;
        var twos = false;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                group++;
                digits[length++] = c;
                continue;
            }

            var known = thousands && (blanks.Contains(c) || c is '\'' or '’' || (decimalMark == '.' ? c == ',' : c == '.'));
            if (!known || group == 0 || (separator != '\0' && separator != c)) return false;
            if (groups == 0 ? group > 3 : group is not (2 or 3)) return false;
            if (groups > 0 && group == 2) twos = true;
            if (groups > 0 && group == 3 && twos) return false;
            separator = c;
            (group, groups) = (0, groups + 1);
        }

        if (groups == 0) return true;
        // Groups of two are India's, and hers are written with commas and a point.
        return group == 3 && (!twos || separator == ',');
    }

    /// <summary>What a comma, point or blanks inside a number may mean; null where they are not all that is wrong.</summary>
    private static (string Problem, string Expected)? Separators(ReadOnlySpan<char> text, char decimalMark)
    {
        if (text.ContainsAny(blanks))
        {
            var closed = string.Concat(text.ToString().Where(c => !blanks.Contains(c)));
            return closed.AsSpan().ContainsAnyExcept(plainDigits) ? null : ("blanks inside a number", closed);
        }

        Span<char> digits = stackalloc char[LongestNumber + 1];
        var other = decimalMark == '.' ? ',' : '.';
        var asOther = TryCanonical(text, other, thousands: false, digits, out var length) ? digits[..length].ToString() : null;
        var asGroups = TryCanonical(text, decimalMark, thousands: true, digits, out length) ? digits[..length].ToString() : null;
        if (asOther is not null && asGroups is not null) return ($"a {(other == ',' ? "comma" : "point")}, of thousands or of decimals", $"{asGroups} or {asOther}");
        if (asOther is not null) return (other == ',' ? "decimal comma" : "decimal point in a file with decimal commas", asOther);
        if (asGroups is not null) return ("thousands separators", asGroups);
        return null;
    }

    /// <summary>
    /// Whether a figure shows which mark is the decimal one: a point or a comma; null where it shows nothing, as 1,234 does not.
    /// </summary>
    public static char? DecimalMarkIn(ReadOnlySpan<char> text)
    {
        if (missing.Contains(text)) return null;
        text = Narrow(text);
        if (text.Length > 1 && text[0] == '$') text = text[1..];
        Strip(ref text, out _);
        var points = text.Count('.');
        var commas = text.Count(',');
        if (points + commas == 0 || text.Length > LongestNumber || text.ContainsAnyExcept(numerals)) return null;
        if (points > 0 && commas > 0)
        {
            var last = text.LastIndexOf('.') > text.LastIndexOf(',') ? '.' : ',';
            // The one that comes first separates thousands, and the last stands once.
            return (last == '.' ? points : commas) == 1 ? last : null;
        }

        var (mark, count) = points > 0 ? ('.', points) : (',', commas);
        if (count > 1) return mark == '.' ? ',' : '.';
        var at = text.IndexOf(mark);
        var whole = text[..at].TrimStart("+-\u2212");
        return text.Length - at - 1 == 3 && whole.Length is > 0 and <= 3 && whole is not "0" && !whole.ContainsAny(blanks) ? null : mark;
    }

    /// <summary>Whether a figure holds a point or comma that could be a decimal mark as well as one of thousands.</summary>
    public static bool IsAmbiguous(ReadOnlySpan<char> text)
    {
        if (missing.Contains(text)) return false;
        Strip(ref text, out _);
        return text.Length <= LongestNumber && !text.ContainsAnyExcept(numerals) && text.ContainsAny('.', ',') && DecimalMarkIn(text) is null;
    }

    private static readonly SearchValues<char> numerals = SearchValues.Create("0123456789-+\u2212,.'’ \u00A0\u202F\u2009\u2007");

    /// <summary>Whether a cell has digits and reads as a figure by one decimal mark or the other.</summary>
    public static bool IsFigure(string cell) => cell.AsSpan().ContainsAnyInRange('0', '9') && Looks(cell);

    /// <summary>Whether a cell looks like a figure or says that there is none.</summary>
    public static bool Looks(ReadOnlySpan<char> text) =>
        text.IsEmpty || Read(text, '.', thousands: true).Kind != FigureKind.Wrong || Read(text, ',', thousands: true).Kind != FigureKind.Wrong;
}
