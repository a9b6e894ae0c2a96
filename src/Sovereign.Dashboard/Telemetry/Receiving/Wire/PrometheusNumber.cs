using System.Buffers;
using System.Globalization;

namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>Numbers as Prometheus's text formats write them: decimal, with NaN and infinities spelled out. Hexadecimal and underscores are no numbers here.</summary>
internal static class PrometheusNumber
{
    private static readonly SearchValues<byte> s_digits = SearchValues.Create("0123456789+-.eE"u8);

    /// <summary>Reads a number; an exponent may have three digits (<c>1.15891634176e+011</c>), and one out of range is no number, as in Go.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.IsEmpty) return false;
        if (!text.ContainsAnyExcept(s_digits))
        {
            return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
                && !double.IsInfinity(value);
        }

        var unsigned = text[0] is (byte)'+' or (byte)'-' ? text[1..] : text;
        if (Is(unsigned, "inf"u8) || Is(unsigned, "infinity"u8)) value = text[0] == (byte)'-' ? double.NegativeInfinity : double.PositiveInfinity;
        else if (Is(text, "nan"u8)) value = double.NaN;
        else return false;
        return true;
    }

    /// <summary>
    /// The shortest digits that give the number back, as Go's <c>strconv.FormatFloat(value, 'g', -1, 64)</c> and so Prometheus's client libraries write a bound:
    /// <c>0.25</c>, <c>1</c>, <c>1e+06</c>, <c>+Inf</c>.
    /// </summary>
    public static string Write(double value)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "+Inf" : "-Inf";
        if (value == 0) return double.IsNegative(value) ? "-0" : "0";

        // d.ddddE+xxx with as many digits as needed: the digits of "R" with the point taken out.
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var (mantissa, power) = shortest.IndexOf('E', StringComparison.Ordinal) is var e and >= 0
            ? (shortest[..e], int.Parse(shortest[(e + 1)..], CultureInfo.InvariantCulture))
            : (shortest, 0);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal) is var p and >= 0 ? p : mantissa.Length;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var exponent = power + point - 1 - (all.Length - digits.Length);
        digits = digits.TrimEnd('0');

        var sign = value < 0 ? "-" : "";
        // Go decides between the two forms as if six digits were asked for, however many the shortest has.
        if (exponent < -4 || exponent >= 6)
        {
            var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        if (exponent < 0) return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        return digits.Length <= exponent + 1 ? sign + digits.PadRight(exponent + 1, '0') : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) => System.Text.Ascii.EqualsIgnoreCase(text, lower);
}
