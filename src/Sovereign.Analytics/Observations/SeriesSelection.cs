namespace Sovereign.Analytics.Observations;

/// <summary>
/// Picks, among all figures of one indicator, definition and control, a country's figure and the reference country's series of the same source.
/// Series of two sources are never joined: what looks like a trend may be a change of method.
/// </summary>
public static class SeriesSelection
{
    /// <summary>Between fewer points nothing can be interpolated.</summary>
    public const int FewestPoints = 2;

    /// <summary>
    /// Only exact national figures enter, and no forecasts. The source that has a long enough series comes first, then the one with the latest
    /// figure of the country, then the stated preference, the method and the source's code.
    /// </summary>
    /// <param name="country">All figures of the country for one indicator, definition and control.</param>
    /// <param name="reference">The same for the reference country.</param>
    /// <param name="preferences">Stated preferences for this indicator and definition, in any order.</param>
    public static SeriesChoice Choose(
        IReadOnlyCollection<Figure> country, IReadOnlyCollection<Figure> reference, IReadOnlyCollection<StatedPreference> preferences)
    {
        var (own, theirs) = (FigureSelection.Usable(country), FigureSelection.Usable(reference));
        if (own.Length == 0 || theirs.Length == 0)
            return OneSide(country, reference, preferences);
        if (own[0].Country == theirs[0].Country)
            return Without(FigureSelection.Latest(own, preferences), Reason.SameCountry, "A country is not compared with itself.");

        var series = theirs.Where(IsPlain).ToLookup(figure => figure.Source);
        var best = own.Where(IsPlain).GroupBy(figure => figure.Source)
            .Select(group => Place(group, [.. series[group.Key].OrderBy(figure => figure.Period.YearsAfter(group.First().Period))]))
            .OrderByDescending(candidate => candidate.IsLongEnough)
            .ThenByDescending(candidate => candidate.Own.Period)
            .ThenBy(candidate => FigureSelection.Rank(candidate.Own, preferences))
            .ThenBy(candidate => candidate.Own.Method)
            .ThenBy(candidate => candidate.Own.Source, StringComparer.Ordinal)
            .FirstOrDefault();
        if (best is null)
            return Limited(FigureSelection.Latest(own, preferences)!);
        var choice = FigureSelection.Explain(best.Own, own, preferences, oneSource: true);
        var points = best.Points.Select(point => FigureSelection.Explain(point, theirs, preferences, oneSource: true)).ToArray();
        return new(choice, points, best.IsLongEnough ? null : TooShort(best));
    }

    /// <summary>The latest figure of a source for which the series is long enough; the latest of all when there is none.</summary>
    private static Candidate Place(IEnumerable<Figure> own, Figure[] series)
    {
        var latestFirst = own.OrderByDescending(figure => figure.Period).ToArray();
        return latestFirst.Select(figure => Cut(figure, series)).FirstOrDefault(candidate => candidate.IsLongEnough) ?? Cut(latestFirst[0], series);
    }

    private static Candidate Cut(Figure own, Figure[] series)
    {
        var until = Array.FindIndex(series, point => point.Period.YearsAfter(own.Period) >= 0);
        var points = until < 0 ? series : series[..(until + 1)];
        return new(own, points, points.Length >= FewestPoints && Comparability.AreNear(own, points[^1]));
    }

    internal static bool IsPlain(Figure figure) => figure is { Bound: Bound.Exact, Coverage: Coverage.National };

    private static SeriesChoice OneSide(
        IReadOnlyCollection<Figure> country, IReadOnlyCollection<Figure> reference, IReadOnlyCollection<StatedPreference> preferences)
    {
        var pair = FigureSelection.Pair(country, reference, preferences);
        return new(pair.Country, pair.Reference is { } latest ? [latest] : [], pair.Comparability.Reason);
    }

    private static SeriesChoice Limited(FigureChoice latest) => latest.Figure.Coverage != Coverage.National
        ? Without(latest, Reason.NotNational, $"{latest.Figure.Country}'s figure of {latest.Figure.Period} covers only a part of the country.")
        : Without(latest, Reason.OneSidedBound, $"{latest.Figure.Country}'s figure of {latest.Figure.Period} is only a bound.");

    private static Reason TooShort(Candidate candidate) => candidate.Points.Length >= FewestPoints
        ? new(
            Reason.DistantPeriods,
            $"The reference country's series ends in {candidate.Points[^1].Period}, more than two years from the country's figure of {candidate.Own.Period}.")
        : new(
            Reason.ShortSeries,
            "No source has a figure of the country and, up to its period, two or more national figures of the reference country on this definition.");

    private static SeriesChoice Without(FigureChoice? country, string code, string sentence) => new(country, [], new(code, sentence));

    private sealed record Candidate(Figure Own, Figure[] Points, bool IsLongEnough);
}
