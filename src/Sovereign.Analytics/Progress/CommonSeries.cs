using Sovereign.Analytics.Observations;

namespace Sovereign.Analytics.Progress;

/// <summary>A country's series and that of whom it is compared with, both of one source, on one definition and control.</summary>
/// <param name="Source">Code of the source.</param>
/// <param name="Own">The country's figures in the order of time.</param>
/// <param name="Theirs">The other's figures in the order of time.</param>
public sealed record CommonSeries(string Source, IReadOnlyList<Figure> Own, IReadOnlyList<Figure> Theirs)
{
    /// <summary>
    /// Only exact national figures enter, and no forecasts. Among the sources that have two or more periods of both countries the order is: the latest common
    /// period, the earliest first one, the stated preference, the method, the source's code. Series of two sources are never joined.
    /// </summary>
    /// <param name="country">All figures of the country for one indicator, definition and control.</param>
    /// <param name="other">The same for the other country.</param>
    /// <param name="preferences">Stated preferences for this indicator and definition, in any order.</param>
    /// <returns>Null when no source has two common periods.</returns>
    public static CommonSeries? Choose(
        IReadOnlyCollection<Figure> country, IReadOnlyCollection<Figure> other, IReadOnlyCollection<StatedPreference> preferences)
    {
        var theirs = Plain(other).ToLookup(figure => figure.Source);
        return Plain(country).GroupBy(figure => figure.Source)
            .Select(own => new Candidate(
                new(own.Key, InOrder(own), InOrder(theirs[own.Key])),
                [.. own.Select(figure => figure.Period).Intersect(theirs[own.Key].Select(figure => figure.Period)).Order()]))
            .Where(candidate => candidate.Common.Length >= SeriesSelection.FewestPoints)
            .OrderByDescending(candidate => candidate.Common[^1])
            .ThenBy(candidate => candidate.Common[0])
            .ThenBy(candidate => FigureSelection.Rank(candidate.Series.Own[0], preferences))
            .ThenBy(candidate => candidate.Series.Own[0].Method)
            .ThenBy(candidate => candidate.Series.Source, StringComparer.Ordinal)
            .FirstOrDefault()?.Series;
    }

    private static IEnumerable<Figure> Plain(IReadOnlyCollection<Figure> figures) => FigureSelection.Usable(figures).Where(SeriesSelection.IsPlain);

    private static Figure[] InOrder(IEnumerable<Figure> figures) => [.. figures.OrderBy(figure => figure.Period)];

    private sealed record Candidate(CommonSeries Series, Periods.Period[] Common);
}
