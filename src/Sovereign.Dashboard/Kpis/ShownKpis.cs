using Sovereign.Analytics.Kpis;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Kpis;

/// <summary>Which of a key figure's results a page shows when it has room for one.</summary>
public static class ShownKpis
{
    /// <summary>
    /// One result per key figure, in the catalogue's order: on the definition of data-centre power asked for, and for the others on the first definition
    /// that gives a value, else the first on which the country has a figure, which says what else is missing.
    /// </summary>
    /// <param name="queries">Evaluates.</param>
    /// <param name="country">Alpha-3.</param>
    /// <param name="reference">Alpha-3.</param>
    /// <param name="powerDefinition">Code of a definition of data-centre power; null for the first that gives a value.</param>
    /// <param name="edition">What was published then.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<KpiResult>> ShownAsync(
        this KpiQueries queries, string country, string reference, string? powerDefinition, Edition edition, CancellationToken ct)
    {
        var shown = new List<KpiResult>();
        foreach (var kpi in KpiCatalogue.All)
        {
            var definition = kpi.PrimaryIndicator == Indicators.DatacenterPower ? powerDefinition : null;
            if (await queries.EvaluateAsync(new KpiQuery(kpi, country, reference, definition), edition, ct) is Outcome<IReadOnlyList<KpiResult>>.Done { Value: { Count: > 0 } results })
                shown.Add(results.OrderByDescending(result => result.Value is not null).ThenByDescending(result => result.Primary(Side.Country)?.Observation is not null).First());
        }
        return shown;
    }
}
