using System.Globalization;

namespace Sovereign.Analytics.Uncertainty;

/// <summary>A number as somebody wrote it.</summary>
internal readonly record struct WrittenNumber
{
    // What is too large or small for decimals has none.
    private readonly decimal? exact;

    private WrittenNumber(double value, decimal? exact, int place) => (Value, this.exact, Place) = (value, exact, place);

    public double Value { get; }

    /// <summary>The power of ten of the last digit written: −2 for 0.10, 0 for 3600, 3 for 1e3.</summary>
    public int Place { get; }

    /// <summary>Reads an invariant decimal number with an optional exponent: <c>53.7</c>, <c>-0.10</c>, <c>1.5e3</c>.</summary>
    public static bool TryParse(string text, out WrittenNumber number)
    {
        number = default;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!double.TryParse(text, Style, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value) || !HasDigit(text))
            return false;
        var place = PlaceOfLastDigit(text);
        number = place is >= -27 and <= 27 && decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var exact) && Math.Abs(exact) < 1e27m
            ? new((double)exact, exact, place)
            : new(value, null, place);
        return true;
    }

    /// <summary>
    /// The interval of half a digit at a place on either side. A number that is not negative is not taken below zero. The ends may exceed the range of a double.
    /// </summary>
    public (double Low, double High) Within(int place)
    {
        double low, high;
        // Decimals give the bounds that a person would write (0.095 for 0.10 ± 0.005); doubles serve what is too large or small for them.
        if (exact is { } digits && place is >= -27 and <= 27)
        {
            var half = HalfPowerOfTen(place);
            (low, high) = ((double)(digits - half), (double)(digits + half));
        }
        else
        {
            var half = 0.5 * Math.Pow(10, place);
            (low, high) = (Value - half, Value + half);
        }
        return (Math.Min(Value >= 0 ? Math.Max(low, 0) : low, Value), Math.Max(high, Value));
    }

    private static int PlaceOfLastDigit(string text)
    {
        var exponentAt = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = exponentAt < 0 ? text.AsSpan() : text.AsSpan(0, exponentAt);
        // The whole text parsed as a finite double, but its exponent may still be an absurdly long row of digits.
        var exponent = 0;
        if (exponentAt >= 0 && !int.TryParse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            exponent = -100_000;
        var point = mantissa.IndexOf('.');
        return Math.Clamp(exponent, -100_000, 100_000) - (point < 0 ? 0 : mantissa.Length - point - 1);
    }

    private static decimal HalfPowerOfTen(int place)
    {
        var half = 0.5m;
        for (; place > 0; place--)
            half *= 10;
        for (; place < 0; place++)
            half /= 10;
        return half;
    }

    private static bool HasDigit(string text) => text.AsSpan().ContainsAnyInRange('0', '9');
}
