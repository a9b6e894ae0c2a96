using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Progress;
using Sovereign.Analytics.Uncertainty;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Kpis;

namespace Sovereign.Dashboard.Gap;

/// <summary>How a country moves, beside another, over all indicators of which one way is better.</summary>
public sealed class ProgressQueries(ReferenceQueries references, PublishedObservations observations)
{
    /// <summary>
    /// One row per indicator, definition and control on which one source has two or more common periods of both countries, in the order of the indicators.
    /// Indicators that give context are not judged and have no row. None before the first edition, which knew no country.
    /// </summary>
    /// <param name="country">Alpha-3 code, in any case.</param>
    /// <param name="reference">Alpha-3 code of the country compared with, in any case.</param>
    /// <param name="edition">What was published then.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <c>unknown-country</c>.</returns>
    public async Task<Outcome<IReadOnlyList<ProgressRow>>> ReadAsync(string country, string reference, Edition edition, CancellationToken ct)
    {
        if (edition.Number == 0)
            return new Outcome<IReadOnlyList<ProgressRow>>.Done([]);
        var known = await references.AsOfAsync(edition, ct);
        if (known.Countries.GetValueOrDefault(country) is not { } one)
            return GapQueries.UnknownCountry(country);
        if (known.Countries.GetValueOrDefault(reference) is not { } other)
            return GapQueries.UnknownCountry(reference);
        // A country is not compared with itself: against its own series it would stand still for ever.
        if (one.Code == other.Code)
            return new Outcome<IReadOnlyList<ProgressRow>>.Done([]);
        var judged = known.Indicators.Values.Where(indicator => indicator.Direction != Direction.Context).ToArray();
        var figures = await ComparisonFigures.ReadAsync(observations, known, [.. judged.Select(indicator => indicator.Code)], [one.Code, other.Code], ct);
        return new Outcome<IReadOnlyList<ProgressRow>>.Done([.. judged.SelectMany(indicator => Rows(indicator, one.Code, other.Code, figures))]);
    }

    private static IEnumerable<ProgressRow> Rows(Indicator indicator, string country, string reference, ComparisonFigures figures) =>
        from control in Enum.GetValues<Control>()
        from definition in figures.Definitions(indicator, control, country, reference)
        let series = CommonSeries.Choose(
            figures.Of(indicator.Code, country, definition, control), figures.Of(indicator.Code, reference, definition, control),
            figures.Preferences(indicator.Code, definition))
        where series is not null
        select Row(indicator, definition, control, series, figures);

    private static ProgressRow Row(Indicator indicator, string definition, Control control, CommonSeries series, ComparisonFigures figures)
    {
        var revisions = RevisionAllowance.For(indicator.Code);
        var (own, theirs) = (Points(series.Own), Points(series.Theirs));
        var judgement = ProgressJudgement.Of(
            new(indicator.Direction, own.Select(point => point.Timed), theirs.Select(point => point.Timed)));
        return new(
            indicator, indicator.Definitions.FirstOrDefault(candidate => candidate.Code == definition), control, own, theirs, revisions, judgement);

        ProgressPoint[] Points(IEnumerable<Figure> all) =>
            [.. all.Select(figure => new ProgressPoint(figures.Published(figure), revisions?.Widen(figure.Estimate) ?? figure.Estimate))];
    }
}
