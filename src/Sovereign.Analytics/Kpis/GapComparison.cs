using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Kpis;

/// <summary>
/// A country's distance from the reference country on one indicator, definition and control.
/// </summary>
/// <param name="Verdict">How the country stands.</param>
/// <param name="Reason">Why there is no ratio or no verdict; null when there are both.</param>
/// <param name="Ratio">Reference divided by country; null unless the figures may be divided.</param>
/// <param name="Absolute">Reference minus country, in the unit of the country's figure; null like <paramref name="Ratio"/>.</param>
/// <param name="PerCapitaRatio">The ratio of both values per inhabitant; null where the quantity does not add up over people or a population is missing.</param>
public sealed record GapComparison(GapVerdict Verdict, Reason? Reason, Estimate? Ratio, Estimate? Absolute, Estimate? PerCapitaRatio)
{
    /// <summary>
    /// Judges a pair. With a ratio R = reference / country: <see cref="GapVerdict.Level"/> when both central values are the same number,
    /// <see cref="GapVerdict.NotDistinguishable"/> when they differ but R's 90 % interval contains 1, else behind or ahead as
    /// <paramref name="direction"/> says. A country whose interval reaches zero has no ratio, and its
    /// verdict rests on whether the two intervals are apart.
    /// </summary>
    /// <param name="pair">The two figures, from <see cref="FigureSelection.Pair"/>.</param>
    /// <param name="direction">Which way is better.</param>
    /// <param name="population">The country's population near the period of its figure, if known.</param>
    /// <param name="referencePopulation">The reference country's population near the period of its figure, if known.</param>
    public static GapComparison Of(PairChoice pair, Direction direction, Figure? population = null, Figure? referencePopulation = null)
    {
        if (pair.Country?.Figure is not { } country || pair.Reference?.Figure is not { } reference)
            return Without(GapVerdict.NoVerdict, pair.Comparability.Reason);
        if (country.Country == reference.Country)
            return Without(GapVerdict.NoVerdict, new(Reason.SameCountry, "A country is not compared with itself."));
        switch (pair.Comparability.Kind)
        {
            case ComparabilityKind.KnownAtLeast:
                return Without(GapVerdict.KnownAtLeast, pair.Comparability.Reason);
            case ComparabilityKind.NotComparable:
                return Without(GapVerdict.NotComparable, pair.Comparability.Reason);
        }

        try
        {
            var (own, theirs) = (country.Estimate, In(country.Unit, reference));
            var absolute = theirs - own;
            if (own.Contains(0))
            {
                var zero = new Reason(Reason.ZeroDenominator, $"{country.Country}'s figure is zero or not to be told from zero, so there is no ratio.");
                // Nothing against something is a verdict all the same, as long as the two intervals are apart.
                return new(JudgeAgainstZero(direction, own, theirs), zero, null, absolute, null);
            }
            var ratio = theirs / own;
            var perCapita = PerCapita(country, ratio, population, referencePopulation);
            return direction == Direction.Context
                ? new(GapVerdict.NoVerdict, new(Reason.Context, "The indicator gives context; neither way is better."), ratio, absolute, perCapita)
                : new(Judge(direction, own, theirs, ratio), null, ratio, absolute, perCapita);
        }
        catch (OverflowException)
        {
            return Without(GapVerdict.NoVerdict, new(Reason.OutOfRange, "The figures are too far apart for a ratio to be computed."));
        }
    }

    /// <summary>
    /// How a country stands with a value beside that of another, both on one definition and in one unit: the rules of <see cref="Of"/>, for values
    /// that are no single figures.
    /// </summary>
    /// <exception cref="OverflowException">The values are too far apart for a ratio to be computed.</exception>
    public static GapVerdict Judge(Direction direction, Estimate own, Estimate theirs)
    {
        if (own.Contains(0))
            return JudgeAgainstZero(direction, own, theirs);
        return direction == Direction.Context ? GapVerdict.NoVerdict : Judge(direction, own, theirs, theirs / own);
    }

    private static GapVerdict Judge(Direction direction, Estimate own, Estimate theirs, Estimate ratio)
    {
        if (own.Central == theirs.Central)
            return GapVerdict.Level;
        return ratio.Contains(1) ? GapVerdict.NotDistinguishable : Judge(direction, theirs.Central > own.Central);
    }

    private static GapVerdict JudgeAgainstZero(Direction direction, Estimate own, Estimate theirs)
    {
        if (direction == Direction.Context)
            return GapVerdict.NoVerdict;
        if (own.Central == theirs.Central)
            return GapVerdict.Level;
        return own.Overlaps(theirs) ? GapVerdict.NotDistinguishable : Judge(direction, theirs.Central > own.Central);
    }

    private static GapVerdict Judge(Direction direction, bool referenceHasMore) =>
        referenceHasMore == (direction == Direction.Higher) ? GapVerdict.Behind : GapVerdict.Ahead;

    private static Estimate? PerCapita(Figure country, Estimate ratio, Figure? population, Figure? referencePopulation)
    {
        if (population is null || referencePopulation is null || country.Indicator == Indicators.Population.Code || !country.Unit.Dimension.AddsUp())
            return null;
        var (people, referencePeople) = (population.Estimate, In(population.Unit, referencePopulation));
        return people.IsPositive && referencePeople.IsPositive ? ratio * (people / referencePeople) : null;
    }

    private static Estimate In(Unit unit, Figure figure) =>
        figure.Unit == unit ? figure.Estimate : figure.Estimate * Estimate.Exact(figure.Unit.FactorTo(unit));

    private static GapComparison Without(GapVerdict verdict, Reason? reason) => new(verdict, reason, null, null, null);
}
