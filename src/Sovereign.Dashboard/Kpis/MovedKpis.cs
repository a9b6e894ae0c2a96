using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Datasets.History;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Kpis;

/// <summary>The key figures that an edition moved: evaluated in the edition before and in it, by the same formulas.</summary>
public sealed class MovedKpis(KpiQueries queries, ReferenceQueries references) : IPublicationImpact
{
    public string What => "Key figures";

    public async Task<IReadOnlyList<MovedFigure>> MovedAsync(string country, string reference, Edition before, Edition after, CancellationToken ct)
    {
        var known = await references.AsOfAsync(after, ct);
        return Moved(await ResultsAsync(country, reference, before, ct), before, await ResultsAsync(country, reference, after, ct), after, known);
    }

    public async Task<IReadOnlyList<MovedFigure>> MovedByAsync(
        string country, string reference, Edition current, VersionDetails draft, bool removeMissing, CancellationToken ct)
    {
        var known = await references.AsOfAsync(current, ct);
        var then = await queries.OfCountryAsync(country, reference, current, draft, removeMissing, ct);
        return Moved(await ResultsAsync(country, reference, current, ct), current, Done(then), null, known);
    }

    /// <param name="now">The edition of <paramref name="after"/>; null while it is of no edition yet.</param>
    private static IReadOnlyList<MovedFigure> Moved(
        IReadOnlyList<KpiResult> before, Edition then, IReadOnlyList<KpiResult> after, Edition? now, ReferenceData known)
    {
        var (old, current) = (before.ToDictionary(Identity), after.ToDictionary(Identity));
        return
        [
            .. current.Keys.Union(old.Keys)
                .Select(key => (Before: old.GetValueOrDefault(key), After: current.GetValueOrDefault(key)))
                .Where(pair => Differs(pair.Before, pair.After))
                .Select(pair => Moved(pair.Before, pair.After, then, now, known)),
        ];
    }

    private async Task<IReadOnlyList<KpiResult>> ResultsAsync(string country, string reference, Edition edition, CancellationToken ct) =>
        // An edition that does not know the country has no figure of it.
        Done(await queries.OfCountryAsync(country, reference, edition, ct));

    private static IReadOnlyList<KpiResult> Done(Outcome<IReadOnlyList<KpiResult>> outcome) =>
        outcome is Outcome<IReadOnlyList<KpiResult>>.Done done ? done.Value : [];

    private static (string Kpi, string Definition, Control Control) Identity(KpiResult result) => (result.Kpi.Code, result.Definition, result.Control);

    private static bool Differs(KpiResult? before, KpiResult? after) =>
        (before?.Value is not null || after?.Value is not null) && (before?.Value != after?.Value || before?.Status != after?.Status);

    private static MovedFigure Moved(KpiResult? before, KpiResult? after, Edition then, Edition? now, ReferenceData known)
    {
        var shown = (after ?? before)!;
        var indicator = known.Indicators.GetValueOrDefault(shown.Kpi.PrimaryIndicator.Code);
        var definition = indicator?.Definitions.FirstOrDefault(candidate => candidate.Code == shown.Definition)?.Title ?? shown.Definition;
        var change = before?.Value is { Central: not 0 } old && after?.Value is { } current ? (current.Central - old.Central) / Math.Abs(old.Central) : (double?)null;
        return new MovedFigure(
            shown.Kpi.Code, definition.Length == 0 ? shown.Kpi.Title : $"{shown.Kpi.Title}: {definition}",
            shown.Kpi.Unit.Symbol.Length == 0 ? "times" : shown.Kpi.Unit.Symbol, Said(before, then), Said(after, now), change,
            Address.Of($"/indicators/{shown.Kpi.PrimaryIndicator.Code}", ("definition", shown.Definition)));
    }

    private static MovedValue Said(KpiResult? result, Edition? edition) => result switch
    {
        null => new("not there", null, null, null),
        { Value: { } value } => new(result.ValueText()!, result.RangeText(), edition is null ? null : result.Mark(edition.PublishedAt), value.Central),
        _ => new(result.MissingText(), null, null, null),
    };
}
