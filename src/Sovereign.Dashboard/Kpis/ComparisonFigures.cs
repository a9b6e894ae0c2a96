using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Kpis;

/// <summary>
/// The figures of a few countries, as formulas and comparisons take them, with the way back to what was published.
/// Figures of sources that may only be used for checks are not among them.
/// </summary>
public sealed class ComparisonFigures
{
    private readonly ReferenceData _reference;
    private readonly Dictionary<(Guid VersionId, long Line), PublishedObservation> _published;
    private readonly ILookup<(string Indicator, string Country), Figure> _figures;

    private ComparisonFigures(ReferenceData reference, IReadOnlyCollection<PublishedObservation> rows)
    {
        _reference = reference;
        _published = rows.ToDictionary(row => (row.VersionId, row.Line));
        _figures = rows.Select(row => row.ToFigure()).ToLookup(figure => (figure.Indicator, figure.Country));
    }

    public static async Task<ComparisonFigures> ReadAsync(
        PublishedObservations observations, ReferenceData reference, IReadOnlyList<string>? indicators, IReadOnlyList<string> countries,
        CancellationToken ct) => Of(reference, await observations.ReadAsync(reference.Edition, new ObservationFilter(indicators, countries), ct));

    /// <summary>The same of rows that were read already.</summary>
    public static ComparisonFigures Of(ReferenceData reference, IEnumerable<PublishedObservation> rows) =>
        new(reference, [.. rows.Where(row => reference.Sources.GetValueOrDefault(row.Source)?.Redistribution != Redistribution.No)]);

    /// <summary>All figures of a country for an indicator, on all definitions and controls.</summary>
    public IEnumerable<Figure> Of(string indicator, string country) => _figures[(indicator, country)];

    /// <summary>Those on one definition and control.</summary>
    public IReadOnlyCollection<Figure> Of(string indicator, string country, string definition, Control control) =>
        [.. Of(indicator, country).Where(figure => figure.Definition == definition && figure.Control == control)];

    /// <summary>
    /// Definitions on which one of the countries has a figure, in the indicator's own order. An empty code stands for an indicator without definitions.
    /// </summary>
    public IReadOnlyList<string> Definitions(Indicator indicator, Control control, params IReadOnlyList<string> countries)
    {
        var used = countries.SelectMany(country => Of(indicator.Code, country)).Where(figure => figure.Control == control)
            .Select(figure => figure.Definition).ToHashSet(StringComparer.Ordinal);
        return [.. indicator.Definitions.Select(definition => definition.Code).Prepend("").Where(used.Contains)];
    }

    /// <summary>The stated preferences among sources of an indicator on one definition.</summary>
    public IReadOnlyList<StatedPreference> Preferences(string indicator, string definition) => _reference.StatedFor(indicator, definition);

    /// <summary>The published row behind a figure.</summary>
    public PublishedObservation Published(Figure figure) => _published[(figure.VersionId, figure.Line)];

    public Source? SourceOf(Figure figure) => _reference.Sources.GetValueOrDefault(figure.Source);
}
