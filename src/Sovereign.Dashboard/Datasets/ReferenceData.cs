namespace Sovereign.Dashboard.Datasets;

/// <summary>Everything that gives figures their meaning, as one edition knew it. Immutable, shared between requests.</summary>
public sealed class ReferenceData
{
    internal ReferenceData(
        Edition edition,
        IReadOnlyList<(int Id, Country Row)> countries,
        IReadOnlyList<(int Id, Indicator Row)> indicators,
        IReadOnlyList<(int Id, string Indicator, string Code)> definitions,
        IReadOnlyList<(int Id, Source Row)> sources,
        IReadOnlyList<Dataset> datasets,
        IReadOnlyList<SourcePreference> preferences)
    {
        Edition = edition;
        Countries = countries.ToDictionary(c => c.Row.Code, c => c.Row, StringComparer.OrdinalIgnoreCase);
        Indicators = indicators.ToDictionary(i => i.Row.Code, i => i.Row);
        Sources = sources.ToDictionary(s => s.Row.Code, s => s.Row);
        Datasets = datasets.ToDictionary(d => d.Code);
        Preferences = preferences;
        CountryIds = countries.ToDictionary(c => c.Row.Code, c => c.Id, StringComparer.OrdinalIgnoreCase);
        IndicatorIds = indicators.ToDictionary(i => i.Row.Code, i => i.Id);
        DefinitionIds = definitions.ToDictionary(d => (d.Indicator, d.Code), d => d.Id);
        SourceIds = sources.ToDictionary(s => s.Row.Code, s => s.Id);
        CountryCodes = countries.ToDictionary(c => c.Id, c => c.Row.Code);
        IndicatorCodes = indicators.ToDictionary(i => i.Id, i => i.Row.Code);
        DefinitionCodes = definitions.ToDictionary(d => d.Id, d => d.Code);
        SourceCodes = sources.ToDictionary(s => s.Id, s => s.Row.Code);
        DatasetCodes = datasets.ToDictionary(d => d.Id, d => d.Code);
    }

    public Edition Edition { get; }

    /// <summary>By alpha-3 code, whatever its case.</summary>
    public IReadOnlyDictionary<string, Country> Countries { get; }

    public IReadOnlyDictionary<string, Indicator> Indicators { get; }

    public IReadOnlyDictionary<string, Source> Sources { get; }

    public IReadOnlyDictionary<string, Dataset> Datasets { get; }

    public IReadOnlyList<SourcePreference> Preferences { get; }

    internal IReadOnlyDictionary<string, int> CountryIds { get; }

    internal IReadOnlyDictionary<string, int> IndicatorIds { get; }

    internal IReadOnlyDictionary<(string Indicator, string Code), int> DefinitionIds { get; }

    internal IReadOnlyDictionary<string, int> SourceIds { get; }

    internal IReadOnlyDictionary<int, string> CountryCodes { get; }

    internal IReadOnlyDictionary<int, string> IndicatorCodes { get; }

    internal IReadOnlyDictionary<int, string> DefinitionCodes { get; }

    internal IReadOnlyDictionary<int, string> SourceCodes { get; }

    internal IReadOnlyDictionary<int, string> DatasetCodes { get; }

    /// <summary>The stated order of sources for an indicator and definition, best first.</summary>
    public IReadOnlyList<SourcePreference> PreferencesFor(string indicator, string definition) =>
        [.. Preferences.Where(p => p.Indicator == indicator && p.Definition == definition).OrderBy(p => p.Rank)];
}
