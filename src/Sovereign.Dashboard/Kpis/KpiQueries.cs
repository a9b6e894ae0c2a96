using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Datasets.Review;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Kpis;

/// <summary>Key figures, computed on read: each is a function of the edition, the formula's version and the question.</summary>
public sealed class KpiQueries(ReferenceQueries references, PublishedObservations observations, DraftObservations drafts)
{
    /// <summary>
    /// One result per definition asked for; at least one, which then says what is missing. None before the first edition, which knew no country.
    /// </summary>
    /// <returns>Refused with <c>unknown-country</c> or <c>unknown-definition</c>.</returns>
    public Task<Outcome<IReadOnlyList<KpiResult>>> EvaluateAsync(KpiQuery query, Edition edition, CancellationToken ct) => EvaluateAsync([query], edition, ct);

    /// <summary>The same for several questions, whose figures are read at once.</summary>
    public Task<Outcome<IReadOnlyList<KpiResult>>> EvaluateAsync(IReadOnlyList<KpiQuery> queries, Edition edition, CancellationToken ct) =>
        EvaluateAsync(queries, edition, (indicators, countries) => observations.ReadAsync(edition, new ObservationFilter(indicators, countries), ct), ct);

    private async Task<Outcome<IReadOnlyList<KpiResult>>> EvaluateAsync(
        IReadOnlyList<KpiQuery> queries, Edition edition, Func<string[], string[], Task<IReadOnlyList<PublishedObservation>>> read, CancellationToken ct)
    {
        if (edition.Number == 0)
            return Done([]);
        var reference = await references.AsOfAsync(edition, ct);
        var asked = new List<KpiQuery>(queries.Count);
        foreach (var query in queries)
        {
            if (reference.Countries.GetValueOrDefault(query.Country) is not { } country)
                return UnknownCountry(query.Country);
            if (reference.Countries.GetValueOrDefault(query.Reference) is not { } other)
                return UnknownCountry(query.Reference);
            var primary = reference.Indicators.GetValueOrDefault(query.Kpi.PrimaryIndicator.Code);
            if (query.Definition is { Length: > 0 } wanted && primary?.Definitions.Any(definition => definition.Code == wanted) != true)
                return new Refusal("unknown-definition", $"definition is '{wanted}', which {query.Kpi.PrimaryIndicator.Code} does not have.");
            asked.Add(query with { Country = country.Code, Reference = other.Code });
        }

        var indicators = asked.SelectMany(query => query.Kpi.Formula.Inputs).Select(input => input.Indicator.Code).Distinct().ToArray();
        var countries = asked.SelectMany(query => new[] { query.Country, query.Reference }).Distinct().ToArray();
        var figures = ComparisonFigures.Of(reference, await read(indicators, countries));
        return Done([.. asked.SelectMany(query => Evaluate(query, reference, figures))]);
    }

    /// <summary>All key figures of one country, each on every definition that has figures.</summary>
    /// <returns>Refused with <c>unknown-country</c>.</returns>
    public Task<Outcome<IReadOnlyList<KpiResult>>> OfCountryAsync(string country, string reference, Edition edition, CancellationToken ct) =>
        EvaluateAsync([.. KpiCatalogue.All.Select(kpi => new KpiQuery(kpi, country, reference))], edition, ct);

    /// <summary>The same as it would be once a draft is published.</summary>
    /// <returns>Refused with <c>unknown-country</c>.</returns>
    public Task<Outcome<IReadOnlyList<KpiResult>>> OfCountryAsync(
        string country, string reference, Edition edition, VersionDetails draft, bool removeMissing, CancellationToken ct) => EvaluateAsync(
        [.. KpiCatalogue.All.Select(kpi => new KpiQuery(kpi, country, reference))], edition,
        (indicators, countries) => drafts.ReadAsync(draft, removeMissing, edition, indicators, countries, ct), ct);

    private static IReadOnlyList<KpiResult> Evaluate(KpiQuery query, ReferenceData reference, ComparisonFigures figures)
    {
        if (query.Definition is { } definition)
            return [Evaluate(query, definition, reference, figures)];
        string[] countries = query.Kpi.Compares ? [query.Country, query.Reference] : [query.Country];
        var definitions = reference.Indicators.GetValueOrDefault(query.Kpi.PrimaryIndicator.Code) is { } indicator
            ? figures.Definitions(indicator, query.Control, countries)
            : [];
        return [.. definitions.DefaultIfEmpty("").Select(code => Evaluate(query, code, reference, figures))];
    }

    private static KpiResult Evaluate(KpiQuery query, string definition, ReferenceData reference, ComparisonFigures figures)
    {
        var kpi = query.Kpi;
        var published = kpi.Formula.Inputs.ToDictionary(
            input => input,
            input => input.Indicator == kpi.PrimaryIndicator
                ? On(input, CountryOf(query, input), definition, query.Control, figures)
                : On(input, CountryOf(query, input), DefinitionOf(input, CountryOf(query, input), reference, figures), Control.Territory, figures));
        var evaluation = KpiEvaluation.Of(kpi, published, query.Period);
        return new(
            kpi, query.Country, kpi.Compares ? query.Reference : null, definition, query.Control, evaluation.Status,
            evaluation.Reason is { } reason ? InWords(reason, query, definition, reference, figures) : null,
            evaluation.Value,
            [.. evaluation.Choices.Select(entry => new KpiInput(
                entry.Input, CountryOf(query, entry.Input), entry.Choice,
                entry.Choice is { } choice ? figures.Published(choice.Figure) : null,
                entry.Choice is { } chosen ? figures.SourceOf(chosen.Figure) : null))],
            evaluation.WithNumbers);
    }

    /// <summary>Says of a missing figure that the other definitions have one, which is why nothing is divided.</summary>
    private static Reason InWords(Reason reason, KpiQuery query, string definition, ReferenceData reference, ComparisonFigures figures)
    {
        var missing = reason.Code switch
        {
            Reason.NoCountryFigure => query.Country,
            Reason.NoReferenceFigure => query.Reference,
            _ => null,
        };
        if (missing is null) return reason with { Sentence = Named(reason.Sentence, query, reference) };
        if (reference.Indicators.GetValueOrDefault(query.Kpi.PrimaryIndicator.Code) is not { } indicator) return reason;
        // What is missing may be another input of the formula.
        if (figures.Of(indicator.Code, missing, definition, query.Control).Count > 0) return reason;
        var name = CountryWords.InSentence(reference.Countries[missing].Name);
        var others = figures.Definitions(indicator, query.Control, missing).Where(code => code != definition).Select(TitleOf).ToList();
        if (others.Count == 0) return reason with { Sentence = $"No figure of {indicator.Title} is published for {name}." };
        if (definition.Length == 0) return reason;
        return new(Reason.DifferentDefinitions,
            $"“{TitleOf(definition)}” is not published for {name}, whose figures are on another definition ({string.Join("; ", others)}). Figures of two definitions are not divided.");

        string TitleOf(string code) => indicator.Definitions.FirstOrDefault(known => known.Code == code)?.Title ?? code;
    }

    /// <summary>The formulas know sides only; readers know countries.</summary>
    private static string Named(string sentence, KpiQuery query, ReferenceData reference)
    {
        var (country, other) = (reference.Countries[query.Country].Name, reference.Countries[query.Reference].Name);
        return sentence.Replace("The reference country", CountryWords.First(other), StringComparison.Ordinal)
            .Replace("the reference country", CountryWords.InSentence(other), StringComparison.Ordinal)
            .Replace("The country has", $"{CountryWords.First(country)} has", StringComparison.Ordinal);
    }

    private static KpiFigures On(Formula.Input input, string country, string definition, Control control, ComparisonFigures figures) =>
        new(figures.Of(input.Indicator.Code, country, definition, control), figures.Preferences(input.Indicator.Code, definition));

    /// <summary>An input that the reader does not choose is read on the first of its definitions that has figures.</summary>
    private static string DefinitionOf(Formula.Input input, string country, ReferenceData reference, ComparisonFigures figures) =>
        reference.Indicators.GetValueOrDefault(input.Indicator.Code) is { } indicator
            ? figures.Definitions(indicator, Control.Territory, country).FirstOrDefault("")
            : "";

    private static string CountryOf(KpiQuery query, Formula.Input input) => input.Side == Side.Country ? query.Country : query.Reference;

    private static Refusal UnknownCountry(string code) =>
        new("unknown-country", $"'{code}' is no country here; expected a code of ISO 3166-1 alpha-3 such as IND.");

    // A conversion from an interface type cannot be implicit.
    private static Outcome<IReadOnlyList<KpiResult>> Done(IReadOnlyList<KpiResult> results) => new Outcome<IReadOnlyList<KpiResult>>.Done(results);
}
