using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Kpis;

/// <summary>Which of a key figure's results a page shows when it has room for one.</summary>
public static class ShownKpis
{
    /// <summary>
    /// What a minister asks first: how far behind, with how much known computing, at what price of electricity, with how many people, and how long ago the
    /// reference country was there.
    /// </summary>
    public static IReadOnlyList<Kpi> Headlines { get; } =
        [PowerGapRatio.Kpi, KnownAccelerators.Kpi, ElectricityPriceRatio.Kpi, AiTalentGap.Kpi, DevelopersYearsBehind.Kpi];

    /// <summary>
    /// One result per key figure, in the order given: on the definition of data-centre power asked for, and for the others on the first definition
    /// that gives a value, else the first on which the country has a figure, which says what else is missing.
    /// </summary>
    /// <param name="queries">Evaluates.</param>
    /// <param name="kpis">The key figures to show.</param>
    /// <param name="country">Alpha-3.</param>
    /// <param name="reference">Alpha-3.</param>
    /// <param name="powerDefinition">Code of a definition of data-centre power; null for the first that gives a value.</param>
    /// <param name="edition">What was published then.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<KpiResult>> ShownAsync(
        this KpiQueries queries, IReadOnlyList<Kpi> kpis, string country, string reference, string? powerDefinition, Edition edition, CancellationToken ct)
    {
        var asked = kpis.Select(kpi => new KpiQuery(kpi, country, reference, kpi.PrimaryIndicator == Indicators.DatacenterPower ? powerDefinition : null));
        if (await queries.EvaluateAsync([.. asked], edition, ct) is not Outcome<IReadOnlyList<KpiResult>>.Done { Value: var results })
            return [];
        return
        [
            .. results.GroupBy(result => result.Kpi.Code).Select(group => group
                .OrderByDescending(result => result.Value is not null)
                .ThenByDescending(result => result.Status == KpiStatus.Ahead)
                .ThenByDescending(result => result.Primary(Side.Country)?.Observation is not null)
                .First()),
        ];
    }

    /// <summary>
    /// The same key figures on the same definitions with figures of the year before, for those that had a value then; by the key figure's code. Together with the period that was asked for.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, (KpiResult Result, Period Within)>> YearBeforeAsync(
        this KpiQueries queries, IReadOnlyList<KpiResult> results, Edition edition, CancellationToken ct)
    {
        var asked = results
            .Where(result => result is { Value: not null, Status: KpiStatus.Value })
            .Select(result => (result, Year: result.Primary(Side.Country)?.Observation?.Period.Start.Year - 1))
            .Where(entry => entry.Year >= Period.FirstYear)
            .Select(entry => new KpiQuery(
                entry.result.Kpi, entry.result.Country, entry.result.Reference ?? entry.result.Country, entry.result.Definition, entry.result.Control, Period.Year(entry.Year!.Value)))
            .ToList();
        if (asked.Count == 0 || await queries.EvaluateAsync(asked, edition, ct) is not Outcome<IReadOnlyList<KpiResult>>.Done { Value: var earlier })
            return new Dictionary<string, (KpiResult, Period)>();
        return earlier.Zip(asked).Where(entry => entry.First is { Value: not null, Status: KpiStatus.Value })
            .ToDictionary(entry => entry.First.Kpi.Code, entry => (entry.First, entry.Second.Period!.Value));
    }
}
