using Sovereign.Analytics.Decomposition;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Kpis;

namespace Sovereign.Dashboard.Gap.Decompositions;

/// <summary>Takes gaps apart, on read: a function of the edition, the identity's version and the question.</summary>
public sealed class DecompositionQueries(ReferenceQueries references, PublishedObservations observations)
{
    /// <summary>
    /// One result per identity, control and definition of its primary indicator on which one of the countries has a figure; an identity without any has one, which
    /// says so. None before the first edition, which knew no country.
    /// </summary>
    /// <returns>Refused with <c>unknown-country</c> or <c>unknown-definition</c>.</returns>
    public async Task<Outcome<IReadOnlyList<DecompositionResult>>> ReadAsync(DecompositionQuery query, Edition edition, CancellationToken ct)
    {
        if (edition.Number == 0)
            return new Outcome<IReadOnlyList<DecompositionResult>>.Done([]);
        var known = await references.AsOfAsync(edition, ct);
        if (known.Countries.GetValueOrDefault(query.Country) is not { } country)
            return UnknownCountry.Of(query.Country);
        if (known.Countries.GetValueOrDefault(query.Reference) is not { } reference)
            return UnknownCountry.Of(query.Reference);
        IReadOnlyList<Identity> identities = query.Identity is { } asked ? [asked] : IdentityCatalogue.All;
        if (query.Definition is { } definition)
        {
            // A definition belongs to one indicator: of all identities those are asked that read it.
            var having = identities.Where(identity => DefinitionsOf(identity, known).Any(one => one.Code == definition)).ToArray();
            if (having.Length == 0)
                return UnknownDefinition(definition, identities, known);
            identities = having;
        }

        var indicators = identities.SelectMany(identity => identity.Indicators).Select(indicator => indicator.Code).Distinct().ToArray();
        var figures = await ComparisonFigures.ReadAsync(observations, known, indicators, [country.Code, reference.Code], ct);
        var question = new Question(country, reference, known, figures);
        return new Outcome<IReadOnlyList<DecompositionResult>>.Done(
            [.. identities.SelectMany(identity => question.Choices(identity, query.Definition).Select(choice => question.Answer(identity, choice.Definition, choice.Control)))]);
    }

    private static IReadOnlyList<Definition> DefinitionsOf(Identity identity, ReferenceData known) =>
        known.Indicators.GetValueOrDefault(identity.PrimaryIndicator.Code)?.Definitions ?? [];

    private static Refusal UnknownDefinition(string code, IReadOnlyList<Identity> identities, ReferenceData known)
    {
        var indicators = string.Join(" or ", identities.Select(identity => identity.PrimaryIndicator.Code).Distinct());
        var nearest = string.Join(", ", Nearest.To(code, identities.SelectMany(identity => DefinitionsOf(identity, known)).Distinct(), one => [one.Code, one.Title]).Select(one => one.Code));
        return new("unknown-definition", $"definition is '{Echo.Of(code)}', which {indicators} does not have.{(nearest.Length == 0 ? "" : $" Nearest: {nearest}.")}");
    }

    /// <summary>Two countries and what was known of them.</summary>
    private sealed record Question(Country Country, Country Reference, ReferenceData Known, ComparisonFigures Figures)
    {
        /// <summary>On what the primary indicator can be read.</summary>
        public (string Definition, Control Control)[] Choices(Identity identity, string? definition)
        {
            if (definition is not null)
                return [(definition, Control.Territory)];
            if (Known.Indicators.GetValueOrDefault(identity.PrimaryIndicator.Code) is not { } indicator)
                return [("", Control.Territory)];
            var choices = Enum.GetValues<Control>()
                .SelectMany(control => Figures.Definitions(indicator, control, Country.Code, Reference.Code).Select(code => (code, control)))
                .ToArray();
            return choices.Length > 0 ? choices : [("", Control.Territory)];
        }

        public DecompositionResult Answer(Identity identity, string definition, Control control)
        {
            var offered = identity.Indicators.Where(indicator => Known.Indicators.ContainsKey(indicator.Code)).ToDictionary(
                indicator => indicator,
                indicator => indicator == identity.PrimaryIndicator ? [On(indicator, definition, control)] : OnAny(indicator));
            var gap = GapDecomposition.Of(identity, offered);
            var words = new ObstacleWords(Country, Reference, definition, control, Known, Figures);
            return new(
                Country.Code, Reference.Code,
                Known.Indicators.GetValueOrDefault(identity.PrimaryIndicator.Code)?.Definitions.FirstOrDefault(one => one.Code == definition), control, gap,
                [.. gap.Obstacles.Select(obstacle => words.Say(identity, gap, obstacle))],
                [.. gap.Pairs.SelectMany(entry => new[]
                {
                    Input(Side.Country, entry.Indicator, Country, entry.Pair.Country), Input(Side.Reference, entry.Indicator, Reference, entry.Pair.Reference),
                })]);
        }

        private IReadOnlyList<InputCandidates> OnAny(InputIndicator indicator) =>
            [.. Figures.Definitions(Known.Indicators[indicator.Code], Control.Territory, Country.Code, Reference.Code).Select(code => On(indicator, code, Control.Territory))];

        private InputCandidates On(InputIndicator indicator, string definition, Control control) => new(
            definition, Figures.Of(indicator.Code, Country.Code, definition, control), Figures.Of(indicator.Code, Reference.Code, definition, control),
            Figures.Preferences(indicator.Code, definition));

        private KpiInput Input(Side side, InputIndicator indicator, Country whose, FigureChoice? choice) => new(
            new(side, indicator), whose.Code, choice, choice is { } published ? Figures.Published(published.Figure) : null,
            choice is { } chosen ? Figures.SourceOf(chosen.Figure) : null);
    }
}
