using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Kpis;

namespace Sovereign.Dashboard.Gap;

/// <summary>How far a country is from another, over all indicators.</summary>
public sealed class GapQueries(ReferenceQueries references, PublishedObservations observations)
{
    /// <summary>
    /// One row per indicator, definition and control on which one of the two has a figure, in the order of the indicators; an indicator with no figure
    /// of either has one row that says so. None before the first edition, which knew no country.
    /// </summary>
    /// <param name="country">Alpha-3 code, in any case.</param>
    /// <param name="reference">Alpha-3 code of the country compared with, in any case.</param>
    /// <param name="edition">What was published then.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <c>unknown-country</c>.</returns>
    public async Task<Outcome<IReadOnlyList<GapRow>>> ReadAsync(string country, string reference, Edition edition, CancellationToken ct)
    {
        if (edition.Number == 0)
            return new Outcome<IReadOnlyList<GapRow>>.Done([]);
        var known = await references.AsOfAsync(edition, ct);
        if (known.Countries.GetValueOrDefault(country) is not { } one)
            return UnknownCountry(country);
        if (known.Countries.GetValueOrDefault(reference) is not { } other)
            return UnknownCountry(reference);
        var figures = await ComparisonFigures.ReadAsync(observations, known, null, [one.Code, other.Code], ct);
        return new Outcome<IReadOnlyList<GapRow>>.Done(
            [.. known.Indicators.Values.SelectMany(indicator => Rows(indicator, one.Code, other.Code, figures))]);
    }

    private static GapRow[] Rows(Indicator indicator, string country, string reference, ComparisonFigures figures)
    {
        var rows = Enum.GetValues<Control>()
            .SelectMany(control => figures.Definitions(indicator, control, country, reference).Select(definition => (definition, control)))
            .Select(entry => Row(indicator, entry.definition, entry.control, country, reference, figures))
            .ToArray();
        return rows.Length > 0 ? rows : [Row(indicator, "", Control.Territory, country, reference, figures)];
    }

    private static GapRow Row(Indicator indicator, string definition, Control control, string country, string reference, ComparisonFigures figures)
    {
        var (own, theirs) = (figures.Of(indicator.Code, country, definition, control), figures.Of(indicator.Code, reference, definition, control));
        var preferences = figures.Preferences(indicator.Code, definition);
        var pair = FigureSelection.Pair(own, theirs, preferences);
        var comparison = GapComparison.Of(
            pair, indicator.Direction, PopulationBeside(pair.Country, country, figures), PopulationBeside(pair.Reference, reference, figures));
        return new(
            indicator, indicator.Definitions.FirstOrDefault(candidate => candidate.Code == definition), control,
            pair.Country is { } chosen ? figures.Published(chosen.Figure) : null,
            pair.Reference is { } beside ? figures.Published(beside.Figure) : null,
            pair, comparison,
            new[] { pair.Country, pair.Reference }.OfType<FigureChoice>().Any(choice => figures.SourceOf(choice.Figure)?.ThirdHand != false),
            indicator.Direction == Direction.Context ? null : DistanceInYears.Of(SeriesSelection.Choose(own, theirs, preferences), indicator.Direction));
    }

    private static Figure? PopulationBeside(FigureChoice? choice, string country, ComparisonFigures figures)
    {
        if (choice is null)
            return null;
        var population = Indicators.Population.Code;
        var nearest = FigureSelection.Nearest(
            choice.Figure.Period, figures.Of(population, country, "", Control.Territory), figures.Preferences(population, ""));
        return nearest?.Figure is { Coverage: Coverage.National, Bound: Bound.Exact } figure ? figure : null;
    }

    internal static Refusal UnknownCountry(string code) =>
        new("unknown-country", $"'{code}' is no country here; expected a code of ISO 3166-1 alpha-3 such as IND.");
}
