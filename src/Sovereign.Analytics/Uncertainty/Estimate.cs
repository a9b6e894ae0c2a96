using System.Globalization;

namespace Sovereign.Analytics.Uncertainty;

/// <summary>
/// A value with its 90 % interval: with nine chances in ten the truth lies between <see cref="Low"/> and <see cref="High"/>.
/// Always Low ≤ Central ≤ High, all finite. The unit belongs to whoever holds the estimate.
/// <para>
/// Operators combine estimates as independent and in closed form. Products and quotients of positive estimates: the distances
/// ln(High/Central) and ln(Central/Low) are added in quadrature, each side for itself. Sums and differences: the same with High − Central and
/// Central − Low. Where a factor touches zero or is negative logarithms do not exist, and the interval is that of all corner products, which is
/// never narrower. A result past the range of a double throws <see cref="OverflowException"/>. An estimate that enters a formula twice would be counted as two independent ones; formulas avoid that.
/// </para>
/// </summary>
public readonly record struct Estimate
{
    /// <exception cref="ArgumentException">A number is not finite, or they are not in order.</exception>
    public Estimate(double low, double central, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(central) || !double.IsFinite(high))
            throw new ArgumentException("An estimate is made of finite numbers.");
        if (low > central || central > high)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{low} ≤ {central} ≤ {high} does not hold."));
        Low = low;
        Central = central;
        High = high;
    }

    /// <summary>The 5 % point.</summary>
    public double Low { get; }

    /// <summary>The value to quote when one number is asked for.</summary>
    public double Central { get; }

    /// <summary>The 95 % point.</summary>
    public double High { get; }

    /// <summary>A number without uncertainty: a constant or a definition.</summary>
    public static Estimate Exact(double value) => new(value, value, value);

    /// <summary>
    /// The estimate that a figure as written carries. A bound that the source states is taken; one that it does not state lies half the width of
    /// the last written digit away: 0.10 is ±0.005, 53.7 is ±0.05, 3600 is ±0.5, 1e3 is ±500. A figure that is not negative is not taken below zero.
    /// <para>
    /// A bound is rounded too, so that one stated nearer than half of its own last digit is moved there: 3.1 with bounds 3.1 and 3.2 lies between 3.05
    /// and 3.2. In simulated worlds stated 90 % bounds then cover the truth in 88 to 92 % where they are wider than the rounding, and in more where they
    /// are not. Half a last digit alone is the whole width of the rounding and holds always, if the source made no other error (decision 25).
    /// </para>
    /// </summary>
    /// <exception cref="FormatException">A text is no finite number, or lower ≤ value ≤ upper does not hold.</exception>
    public static Estimate FromWrittenDigits(string valueText, string? lowerText = null, string? upperText = null) =>
        TryFromWrittenDigits(valueText, lowerText, upperText, out var estimate)
            ? estimate
            : throw new FormatException($"'{valueText}' with bounds '{lowerText}' and '{upperText}' is no estimate.");

    /// <inheritdoc cref="FromWrittenDigits"/>
    /// <returns>False where <see cref="FromWrittenDigits"/> throws.</returns>
    public static bool TryFromWrittenDigits(string valueText, string? lowerText, string? upperText, out Estimate estimate)
    {
        estimate = default;
        if (!WrittenNumber.TryParse(valueText, out var written))
            return false;
        var (low, high) = written.Within(written.Place);
        if (!string.IsNullOrEmpty(lowerText))
        {
            if (!WrittenNumber.TryParse(lowerText, out var lower) || lower.Value > written.Value)
                return false;
            low = Math.Min(lower.Value, written.Within(lower.Place).Low);
        }
        if (!string.IsNullOrEmpty(upperText))
        {
            if (!WrittenNumber.TryParse(upperText, out var upper) || upper.Value < written.Value)
                return false;
            high = Math.Max(upper.Value, written.Within(upper.Place).High);
        }
        if (!double.IsFinite(low) || !double.IsFinite(high))
            return false;
        estimate = new Estimate(low, written.Value, high);
        return true;
    }

    public bool IsPositive => Low > 0;

    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>
    /// The same value with its interval cut off at what is possible; untouched where the value itself lies outside, which is an error to report.
    /// </summary>
    public Estimate Within(double? minimum, double? maximum)
    {
        var (least, most) = (minimum ?? double.NegativeInfinity, maximum ?? double.PositiveInfinity);
        return Central >= least && Central <= most ? new(Math.Max(Low, least), Central, Math.Min(High, most)) : this;
    }

    public bool Overlaps(Estimate other) => Low <= other.High && other.Low <= High;

    public static Estimate operator +(Estimate left, Estimate right) => Around(
        left.Central + right.Central,
        double.Hypot(left.Central - left.Low, right.Central - right.Low),
        double.Hypot(left.High - left.Central, right.High - right.Central));

    public static Estimate operator -(Estimate left, Estimate right) => left + -right;

    public static Estimate operator -(Estimate value) => new(-value.High, -value.Central, -value.Low);

    public static Estimate operator *(Estimate left, Estimate right)
    {
        var central = left.Central * right.Central;
        return left.IsPositive && right.IsPositive
            ? AroundByFactors(central, double.Hypot(left.LogBelow, right.LogBelow), double.Hypot(left.LogAbove, right.LogAbove))
            : Hull(central, left.Low * right.Low, left.Low * right.High, left.High * right.Low, left.High * right.High);
    }

    /// <exception cref="DivideByZeroException">The divisor's interval contains zero.</exception>
    public static Estimate operator /(Estimate left, Estimate right)
    {
        if (right.Contains(0))
            throw new DivideByZeroException("The divisor's interval contains zero.");
        var central = left.Central / right.Central;
        return left.IsPositive && right.IsPositive
            ? AroundByFactors(central, double.Hypot(left.LogBelow, right.LogAbove), double.Hypot(left.LogAbove, right.LogBelow))
            : Hull(central, left.Low / right.Low, left.Low / right.High, left.High / right.Low, left.High / right.High);
    }

    /// <summary>Natural logarithm, which keeps the order of the three numbers.</summary>
    /// <exception cref="ArithmeticException">The interval is not wholly positive.</exception>
    public static Estimate Ln(Estimate value) => value.IsPositive
        ? new(Math.Log(value.Low), Math.Log(value.Central), Math.Log(value.High))
        : throw new ArithmeticException("An interval that reaches zero has no logarithm.");

    /// <summary>A positive estimate to an exact power; a negative power turns the interval round.</summary>
    /// <exception cref="ArithmeticException">The interval is not wholly positive.</exception>
    public static Estimate Pow(Estimate value, double exponent) => value.IsPositive
        ? Hull(Math.Pow(value.Central, exponent), Math.Pow(value.Low, exponent), Math.Pow(value.High, exponent))
        : throw new ArithmeticException("Powers are taken of wholly positive intervals.");

    /// <summary>
    /// The result of a function of independent inputs that the operators cannot express because an input stands in it twice. Each input is moved to
    /// its bounds while the others stay at their central values; the distances of the results are added in quadrature, each side for itself.
    /// </summary>
    /// <param name="central">The result with all inputs at their central values.</param>
    /// <param name="effects">For each input, the result with that input at its lower and at its upper bound.</param>
    /// <exception cref="OverflowException">A result exceeds the range of a double.</exception>
    public static Estimate OneAtATime(double central, params ReadOnlySpan<(double AtLow, double AtHigh)> effects)
    {
        var (below, above) = (0.0, 0.0);
        foreach (var (atLow, atHigh) in effects)
        {
            below = double.Hypot(below, Math.Max(0, central - Math.Min(atLow, atHigh)));
            above = double.Hypot(above, Math.Max(0, Math.Max(atLow, atHigh) - central));
        }
        return Around(central, below, above);
    }

    public static Estimate Min(Estimate left, Estimate right) =>
        new(Math.Min(left.Low, right.Low), Math.Min(left.Central, right.Central), Math.Min(left.High, right.High));

    public static Estimate Max(Estimate left, Estimate right) =>
        new(Math.Max(left.Low, right.Low), Math.Max(left.Central, right.Central), Math.Max(left.High, right.High));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Central} ({Low} to {High})");

    private double LogBelow => Math.Log(Central / Low);

    private double LogAbove => Math.Log(High / Central);

    private static Estimate Around(double central, double below, double above) => Result(central - below, central, central + above);

    private static Estimate AroundByFactors(double central, double below, double above) =>
        Result(central * Math.Exp(-below), central, central * Math.Exp(above));

    private static Estimate Result(double low, double central, double high) =>
        double.IsFinite(low) && double.IsFinite(high) ? new(low, central, high) : throw new OverflowException("The result exceeds the range of a double.");

    /// <summary>The smallest interval around the centre and all corners; the centre is taken in so that rounding cannot break the order.</summary>
    private static Estimate Hull(double central, params ReadOnlySpan<double> corners)
    {
        var (low, high) = (central, central);
        foreach (var corner in corners)
            (low, high) = (Math.Min(low, corner), Math.Max(high, corner));
        return Result(low, central, high);
    }
}
