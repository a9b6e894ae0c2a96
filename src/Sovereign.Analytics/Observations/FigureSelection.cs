using Sovereign.Analytics.Periods;

namespace Sovereign.Analytics.Observations;

/// <summary>
/// Picks, among all figures of one indicator, definition and control, those that a comparison or formula uses.
/// Forecasts and missing values are never picked.
/// </summary>
public static class FigureSelection
{
    /// <summary>
    /// The pair to compare. Among all pairs whose periods are within two years the order is: what may be divided before what may only stand side by
    /// side before what may not be compared; a common period before two periods, the latest first; one source for both sides; the stated
    /// preference; the method; the source's code. When every pair is too far apart, the latest figure of each side stands there with that reason.
    /// </summary>
    /// <param name="country">All figures of the country for one indicator, definition and control.</param>
    /// <param name="reference">The same for the reference country.</param>
    /// <param name="preferences">Stated preferences for this indicator and definition, in any order.</param>
    public static PairChoice Pair(
        IReadOnlyCollection<Figure> country, IReadOnlyCollection<Figure> reference, IReadOnlyCollection<StatedPreference> preferences)
    {
        var (own, theirs) = (Usable(country), Usable(reference));
        if (own.Length == 0 || theirs.Length == 0)
            return OneSide(country, own, reference, theirs, preferences);

        // A common period nearly always decides. Only without one is every figure set against every other: long series would make millions of pairs.
        var best = Best(own.Join(theirs, mine => mine.Period, other => other.Period, (mine, other) => new Candidate(mine, other)), preferences);
        if (best?.Comparability.Kind != ComparabilityKind.Ratio)
        {
            best = Best(
                own.SelectMany(mine => theirs.Where(other => Comparability.AreNear(mine, other)), (mine, other) => new Candidate(mine, other)),
                preferences);
        }
        if (best is null)
        {
            var (latest, latestOther) = (Latest(own, preferences), Latest(theirs, preferences));
            return new(latest, latestOther, Comparability.Of(latest.Figure, latestOther.Figure));
        }
        return new(
            Explain(best.Country, own, preferences, best.OneSource),
            Explain(best.Reference, theirs, preferences, best.OneSource),
            best.Comparability);
    }

    private static Candidate? Best(IEnumerable<Candidate> pairs, IReadOnlyCollection<StatedPreference> preferences) => pairs
        .OrderBy(pair => pair.Comparability.Kind)
        .ThenByDescending(pair => pair.CommonPeriod)
        .ThenByDescending(pair => pair.EarlierPeriod)
        .ThenByDescending(pair => pair.LaterPeriod)
        .ThenByDescending(pair => pair.OneSource)
        .ThenBy(pair => Rank(pair.Country, preferences))
        .ThenBy(pair => Rank(pair.Reference, preferences))
        .ThenBy(pair => pair.Country.Method)
        .ThenBy(pair => pair.Reference.Method)
        .ThenBy(pair => pair.Country.Source, StringComparer.Ordinal)
        .ThenBy(pair => pair.Reference.Source, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>
    /// The figure of one country nearest to a period, for an input that is not compared, such as population; within two years of it.
    /// Exact and national figures come before others, then the nearest, then source rules as for pairs, then the later. Null when there is none.
    /// </summary>
    public static FigureChoice? Nearest(
        Period period, IReadOnlyCollection<Figure> figures, IReadOnlyCollection<StatedPreference> preferences)
    {
        var usable = Usable(figures);
        var best = InOrderOfSource(
                usable.Where(figure => figure.Period.DistanceInYears(period) <= Comparability.LongestDistanceInYears)
                    .OrderBy(Limits)
                    // Rounded: the year before and the year after are equally near, leap years or not.
                    .ThenBy(figure => Math.Round(figure.Period.DistanceInYears(period), 2)),
                preferences)
            .ThenByDescending(figure => figure.Period)
            .FirstOrDefault();
        return best is null ? null : Explain(best, usable, preferences, oneSource: false);
    }

    /// <summary>The latest figure of one country; exact and national ones come before others. Null when there is none.</summary>
    public static FigureChoice? Latest(IReadOnlyCollection<Figure> figures, IReadOnlyCollection<StatedPreference> preferences)
    {
        var usable = Usable(figures);
        return usable.Length == 0 ? null : Latest(usable, preferences);
    }

    private static FigureChoice Latest(Figure[] usable, IReadOnlyCollection<StatedPreference> preferences)
    {
        var best = InOrderOfSource(usable.OrderBy(Limits).ThenByDescending(figure => figure.Period), preferences).First();
        return Explain(best, usable, preferences, oneSource: false);
    }

    private static PairChoice OneSide(
        IReadOnlyCollection<Figure> country, Figure[] own, IReadOnlyCollection<Figure> reference, Figure[] theirs,
        IReadOnlyCollection<StatedPreference> preferences)
    {
        var (missing, code, whose) = own.Length == 0
            ? (country, Reason.NoCountryFigure, "the country")
            : (reference, Reason.NoReferenceFigure, "the reference country");
        var reason = missing.Count == 0
            ? new Reason(code, $"No figure of {whose} is published on this definition and control.")
            : new Reason(Reason.ForecastOnly, $"Of {whose} only forecasts or missing values are published on this definition and control.");
        return new(
            own.Length == 0 ? null : Latest(own, preferences),
            theirs.Length == 0 ? null : Latest(theirs, preferences),
            new(ComparabilityKind.NotComparable, reason));
    }

    internal static Figure[] Usable(IEnumerable<Figure> figures) => [.. figures.Where(figure => figure.IsUsable)];

    /// <summary>0 for an exact national figure, more for what says less about the country.</summary>
    private static int Limits(Figure figure) =>
        (figure.Coverage == Coverage.National ? 0 : 2) + (figure.Bound == Bound.Exact ? 0 : 1);

    private static IOrderedEnumerable<Figure> InOrderOfSource(
        IOrderedEnumerable<Figure> figures, IReadOnlyCollection<StatedPreference> preferences) => figures
        .ThenBy(figure => Rank(figure, preferences))
        .ThenBy(figure => figure.Method)
        .ThenBy(figure => figure.Source, StringComparer.Ordinal);

    internal static int Rank(Figure figure, IReadOnlyCollection<StatedPreference> preferences) =>
        preferences.Where(preference => preference.Source == figure.Source).Select(preference => preference.Rank).DefaultIfEmpty(int.MaxValue).Min();

    /// <summary>Names the first rule that tells the chosen figure's source from the others that speak of the same period.</summary>
    internal static FigureChoice Explain(Figure chosen, Figure[] all, IReadOnlyCollection<StatedPreference> preferences, bool oneSource)
    {
        var rivals = all.Where(figure => figure.Period == chosen.Period && figure.Source != chosen.Source).ToArray();
        string[] others = [.. rivals.Select(figure => figure.Source).Distinct().Order(StringComparer.Ordinal)];
        if (rivals.Length == 0)
            return new(chosen, SourceRule.OnlySource, $"The only source for {chosen.Period}.", others);
        if (oneSource)
            return new(chosen, SourceRule.OneSourceForBoth, "The same source has a figure for both countries.", others);
        var stated = preferences.Where(preference => preference.Source == chosen.Source).MinBy(preference => preference.Rank);
        if (stated is not null && rivals.All(rival => Rank(rival, preferences) > stated.Rank))
            return new(chosen, SourceRule.Preference, $"Preferred: {stated.Reason}", others);
        if (rivals.All(rival => rival.Method > chosen.Method))
            return new(chosen, SourceRule.Method, $"Its method, {chosen.Method.Code()}, comes before that of the others.", others);
        return new(chosen, SourceRule.SourceCode, "Nothing tells the sources apart; the first in alphabetical order is used.", others);
    }

    private sealed record Candidate(Figure Country, Figure Reference)
    {
        public Comparability Comparability { get; } = Comparability.Of(Country, Reference);

        public bool CommonPeriod => Country.Period == Reference.Period;

        public bool OneSource => Country.Source == Reference.Source;

        public Period EarlierPeriod => Country.Period < Reference.Period ? Country.Period : Reference.Period;

        public Period LaterPeriod => Country.Period < Reference.Period ? Reference.Period : Country.Period;
    }
}
