using Sovereign.Analytics.Kpis;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Gap.Viewing;

/// <summary>Reads what an indicator's page and its files show.</summary>
public sealed class IndicatorQueries(PublishedObservations observations)
{
    /// <summary>The view, and whether it rests on all figures or, where they are too many, on the latest of each series.</summary>
    public async Task<(IndicatorView View, bool Complete)> ReadAsync(ReferenceData known, Indicator indicator, IndicatorQuestion asked, CancellationToken ct)
    {
        var (rows, complete) = await observations.ReadForPageAsync(known.Edition, new ObservationFilter(Indicators: [indicator.Code]), ct);
        var denominators = asked.Scale == Scale.Absolute
            ? []
            : await observations.ReadForComparisonAsync(known.Edition, [Indicators.Population.Code, Indicators.Gdp.Code], asked.Period, ct);
        return (IndicatorView.Of(known, indicator, rows, denominators, asked), complete);
    }
}
