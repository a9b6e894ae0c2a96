using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Exports;

namespace Sovereign.Dashboard.Gap.Comparing;

/// <summary>The columns in which comparisons leave the system.</summary>
public static class CompareTables
{
    /// <summary>Values are in <c>unit</c>, with the 90 % interval; ratios are reference by country.</summary>
    public static readonly IReadOnlyList<Column<ComparedRow>> Rows =
    [
        new("indicator", row => row.Column.Indicator.Code),
        new("definition", row => row.Column.Definition?.Code ?? ""),
        new("control", row => row.Column.Control),
        new("scale", row => row.Column.Scaling.Scale.Code()),
        new("country", row => row.Country.Code),
        new("period", row => row.Cell?.Figure.Period.Code),
        new("value", row => row.Cell?.Value?.Central, row => row.Column.Scaling.Scale == Scale.Absolute ? row.Cell?.Figure.ValueText : null),
        new("lower", row => row.Cell?.Value?.Low),
        new("upper", row => row.Cell?.Value?.High),
        new("unit", row => row.Column.Scaling.UnitCode),
        new("bound", row => row.Cell?.Figure.Bound.Code()),
        new("coverage", row => row.Cell?.Figure.Coverage),
        new("status", row => row.Cell?.Figure.Status),
        new("method", row => row.Cell?.Figure.Method),
        new("otherPeriod", row => row.Cell?.OtherPeriod),
        new("otherMethod", row => row.Cell?.OtherMethod),
        new("arithmetic", row => row.Cell?.Arithmetic),
        new("reasonCode", row => row.Cell is null ? Reason.NoCountryFigure : row.Cell.Reason?.Code),
        new("reason", row => row.Cell is null ? "No figure is published on this definition and control." : row.Cell.Reason?.Sentence),
        new("rankBest", row => row.Cell?.Rank?.Best),
        new("rankWorst", row => row.Cell?.Rank?.Worst),
        new("rankOf", row => row.Cell?.Rank?.Count),
        new("reference", row => row.Column.Reference),
        new("ratio", row => row.Cell?.Ratio?.Central),
        new("ratioLower", row => row.Cell?.Ratio?.Low),
        new("ratioUpper", row => row.Cell?.Ratio?.High),
        new("verdict", row => row.Cell?.Verdict?.Code()),
        new("verdictReason", row => row.Cell?.VerdictReason?.Sentence),
        new("sources", row => SourcesOf(row)),
        new("sourceWhy", row => row.Cell?.Choice.Why),
        new("dataset", row => row.Cell?.Figure.Dataset),
        new("version", row => row.Cell?.Figure.Version),
        new("line", row => row.Cell?.Figure.Line),
        new("denominatorValue", row => row.Cell?.Denominator?.Value, row => row.Cell?.Denominator?.ValueText),
        new("denominatorUnit", row => row.Cell?.Denominator?.Unit),
        new("denominatorPeriod", row => row.Cell?.Denominator?.Period.Code),
    ];

    /// <summary>The source of the figure and that of what it is divided by, each once.</summary>
    public static IReadOnlyList<string>? SourcesOf(ComparedRow row) => row.Cell is { } cell ? SourcesOf(cell) : null;

    /// <inheritdoc cref="SourcesOf(ComparedRow)"/>
    public static IReadOnlyList<string> SourcesOf(ComparedCell cell) => [.. new[] { cell.Figure.Source, cell.Denominator?.Source }.OfType<string>().Distinct(StringComparer.Ordinal)];
}
