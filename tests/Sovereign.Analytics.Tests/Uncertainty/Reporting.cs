using System.Globalization;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Tests.Uncertainty;

/// <summary>
/// How a source of a simulated world reports a true value: it measures with an error of which it knows the spread, and writes the measured value, and
/// where it states bounds also the two ends of its 90 % interval, rounded to so many significant digits.
/// </summary>
/// <param name="Error">The standard deviation of the error of measurement, as a share of the value; 0 measures exactly.</param>
/// <param name="Digits">Significant digits written, of value and bounds alike.</param>
/// <param name="StatesBounds">Whether the source writes bounds beside the value.</param>
/// <param name="Multiplies">Whether errors are factors (log-normal) or are added (normal).</param>
internal sealed record Reporting(double Error, int Digits, bool StatesBounds = true, bool Multiplies = true)
{
    // Nine tenths of a normal distribution lie within so many standard deviations.
    private const double Ninety = 1.6448536269514722;

    /// <summary>Rounds alone, without any error of measurement or bounds.</summary>
    public static Reporting Rounding(int digits) => new(0, digits, StatesBounds: false);

    /// <summary>The texts that reach the portal.</summary>
    public (string Value, string? Lower, string? Upper) Texts(double truth, SeededDraws draws)
    {
        if (Error == 0)
            return (Written(truth), null, null);
        var (spread, error) = (Error * Ninety, Error * draws.Normal());
        var measured = Multiplies ? truth * Math.Exp(error) : truth * (1 + error);
        if (!StatesBounds)
            return (Written(measured), null, null);
        return Multiplies
            ? (Written(measured), Written(measured * Math.Exp(-spread)), Written(measured * Math.Exp(spread)))
            : (Written(measured), Written(measured - truth * spread), Written(measured + truth * spread));
    }

    /// <summary>The estimate that the portal forms of it.</summary>
    public Estimate Estimate(double truth, SeededDraws draws)
    {
        var (value, lower, upper) = Texts(truth, draws);
        return Analytics.Uncertainty.Estimate.FromWrittenDigits(value, lower, upper);
    }

    // With an exponent, so that what is rounded to a hundred is not taken for known to the last unit.
    private string Written(double value) => value.ToString("E" + (Digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
