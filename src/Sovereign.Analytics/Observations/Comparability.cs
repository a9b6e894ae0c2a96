using System.Globalization;

namespace Sovereign.Analytics.Observations;

/// <summary>What may be done with two figures.</summary>
/// <param name="Kind">A ratio, standing side by side as "known at least", or nothing.</param>
/// <param name="Reason">Why there is no ratio; null when there is one.</param>
public sealed record Comparability(ComparabilityKind Kind, Reason? Reason)
{
    /// <summary>Figures further apart than this, midpoint to midpoint, are not divided by each other.</summary>
    public const double LongestDistanceInYears = 2;

    // Two calendar years may be 731 days apart, a day more than two mean years.
    private const double DayInYears = 1 / 365.0;

    public static readonly Comparability Ratio = new(ComparabilityKind.Ratio, null);

    public static bool AreNear(Figure one, Figure other) =>
        one.Period.DistanceInYears(other.Period) <= LongestDistanceInYears + DayInYears;

    /// <summary>
    /// Whether a figure of one country may be divided by the same of another: same indicator, definition and control; periods within two years;
    /// national on both sides; no forecast; and no bounds but exact ones. Two lower bounds may stand side by side, without ratio.
    /// </summary>
    public static Comparability Of(Figure country, Figure reference)
    {
        if (country.Indicator != reference.Indicator)
            return Not(Reason.DifferentIndicators, $"{country.Indicator} and {reference.Indicator} are different indicators.");
        if (!country.Unit.CanConvertTo(reference.Unit))
            return Not(Reason.DifferentUnits, $"{country.Unit} and {reference.Unit} do not measure the same thing.");
        if (country.Definition != reference.Definition)
            return Not(Reason.DifferentDefinitions, $"The figures count different things: {country.Definition} and {reference.Definition}.");
        if (country.Control != reference.Control)
        {
            return Not(
                Reason.DifferentControls,
                $"The figures ask in different senses whose it is: {country.Control.Code()} and {reference.Control.Code()}.");
        }
        if (Unusable(country) is { } forecast)
            return forecast;
        if (Unusable(reference) is { } other)
            return other;
        if (!AreNear(country, reference))
        {
            return Not(
                Reason.DistantPeriods,
                $"The figures are of {country.Period} and {reference.Period}, more than two years apart.");
        }
        if (country.Coverage != Coverage.National)
            return NotNational(country);
        if (reference.Coverage != Coverage.National)
            return NotNational(reference);
        return (country.Bound, reference.Bound) switch
        {
            (Bound.Exact, Bound.Exact) => Ratio,
            (Bound.Lower, Bound.Lower) => new(
                ComparabilityKind.KnownAtLeast,
                new(Reason.LowerBounds, "Both figures are lower bounds: this much is known at least, and how much more there is may differ.")),
            _ => Not(
                Reason.OneSidedBound,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{country.Country}'s figure is {InWords(country.Bound)} and {reference.Country}'s is {InWords(reference.Bound)}.")),
        };
    }

    private static Comparability? Unusable(Figure figure) => figure.IsUsable
        ? null
        : Not(Reason.ForecastOnly, $"{figure.Country}'s figure of {figure.Period} is a forecast or missing, not an observation.");

    private static Comparability NotNational(Figure figure) => Not(
        Reason.NotNational,
        $"{figure.Country}'s figure of {figure.Period} covers only {(figure.Coverage == Coverage.City ? "a city" : "a part of the country")}.");

    private static Comparability Not(string code, string sentence) => new(ComparabilityKind.NotComparable, new(code, sentence));

    private static string InWords(Bound bound) => bound switch
    {
        Bound.Exact => "exact",
        Bound.Lower => "a lower bound",
        Bound.Upper => "an upper bound",
        _ => throw new ArgumentOutOfRangeException(nameof(bound)),
    };
}
