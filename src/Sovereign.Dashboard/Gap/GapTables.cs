using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Exports;

namespace Sovereign.Dashboard.Gap;

/// <summary>The columns in which gaps leave the system.</summary>
public static class GapTables
{
    /// <summary>Ratios are reference by country, the absolute distance is reference minus country in the indicator's unit.</summary>
    public static readonly IReadOnlyList<Column<GapRow>> Rows =
    [
        new("indicator", row => row.Indicator.Code),
        new("definition", row => row.Definition?.Code ?? ""),
        new("control", row => row.Control.Code()),
        new("direction", row => row.Indicator.Direction.Code()),
        new("unit", row => row.Indicator.Unit),
        new("value", row => row.Country?.Value, row => row.Country?.ValueText),
        new("bound", row => row.Country?.Bound.Code()),
        new("coverage", row => row.Country?.Coverage),
        new("period", row => row.Country?.Period.Code),
        new("referenceValue", row => row.Reference?.Value, row => row.Reference?.ValueText),
        new("referenceBound", row => row.Reference?.Bound.Code()),
        new("referenceCoverage", row => row.Reference?.Coverage),
        new("referencePeriod", row => row.Reference?.Period.Code),
        new("samePeriod", row => row is { Country: not null, Reference: not null } ? row.Pair.CommonPeriod : null),
        new("ratio", row => row.Comparison.Ratio?.Central),
        new("ratioLower", row => row.Comparison.Ratio?.Low),
        new("ratioUpper", row => row.Comparison.Ratio?.High),
        new("absolute", row => row.Comparison.Absolute?.Central),
        new("perCapitaRatio", row => row.Comparison.PerCapitaRatio?.Central),
        new("verdict", row => row.Comparison.Verdict.Code()),
        new("reasonCode", row => row.Comparison.Reason?.Code),
        new("reason", row => row.Comparison.Reason?.Sentence),
        new("sources", row => row.Pair.Sources),
        new("sourceWhy", row => row.Pair.Country?.Why),
        new("referenceSourceWhy", row => row.Pair.Reference?.Why),
        // A bound is a lower end and no value; whoever reads the value alone shall not take one for the other.
        new("yearsBehind", row => row.Years is { Kind: DistanceKind.Value, Years: { } years } ? years.Central : null),
        new("yearsBehindLower", row => row.Years?.Years?.Low),
        new("yearsBehindUpper", row => row.Years is { Kind: DistanceKind.Value, Years: { } years } ? years.High : null),
        new("yearsBehindReason", row => row.Years?.Remark?.Sentence),
    ];
}
