using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Exports;

namespace Sovereign.Dashboard.Kpis;

/// <summary>The columns in which key figures leave the system.</summary>
public static class KpiTables
{
    /// <summary>What each key figure is.</summary>
    public static readonly IReadOnlyList<Column<Kpi>> Definitions =
    [
        new("code", kpi => kpi.Code),
        new("title", kpi => kpi.Title),
        new("unit", kpi => kpi.Unit.Code),
        new("direction", kpi => kpi.Direction.Code()),
        new("definition", kpi => kpi.Definition),
        new("formula", kpi => kpi.Formula.ToText()),
        new("formulaVersion", kpi => kpi.FormulaVersion),
        new("inputs", kpi => kpi.Formula.Inputs.Select(input => input.ToText()).ToArray()),
        new("primaryIndicator", kpi => kpi.PrimaryIndicator.Code),
        new("minimum", kpi => kpi.Minimum),
        new("maximum", kpi => kpi.Maximum),
        new("example", kpi => kpi.Formula.ToText(kpi.Example.Values)),
        new("exampleResult", kpi => kpi.Example.Expected),
        new("pillar", kpi => kpi.Pillar.Code()),
        new("limits", kpi => kpi.Limits),
    ];

    /// <summary>A key figure for a country on one definition, one line of plain cells.</summary>
    public static readonly IReadOnlyList<Column<KpiResult>> Results =
    [
        new("kpi", result => result.Kpi.Code),
        new("country", result => result.Country),
        new("reference", result => result.Reference),
        new("definition", result => result.Definition),
        new("control", result => result.Control.Code()),
        new("status", result => result.Status.Code()),
        new("value", result => result.Value?.Central),
        new("lower", result => result.Value?.Low),
        // Of what is at least so much no upper end is known.
        new("upper", result => result.Status == KpiStatus.KnownAtLeast ? null : result.Value?.High),
        new("unit", result => result.Kpi.Unit.Code),
        new("period", result => result.Primary(Side.Country)?.Observation?.Period.Code),
        new("referencePeriod", result => result.Primary(Side.Reference)?.Observation?.Period.Code),
        new("reasonCode", result => result.Reason?.Code),
        new("reason", result => result.Reason?.Sentence),
        new("formula", result => result.Kpi.Formula.ToText()),
        new("formulaVersion", result => result.Kpi.FormulaVersion),
        new("withNumbers", result => result.WithNumbers),
        new("sources", result => result.Sources),
    ];

    /// <summary>The same with every input and its lineage, for formats that nest.</summary>
    public static readonly IReadOnlyList<Column<KpiResult>> ResultsWithInputs =
        [.. Results, new("inputs", result => result.Inputs.Select(KpiInputAnswer.Of).ToArray())];

    /// <summary>Exactly the figures that entered a formula, one a line: with the formula anybody comes to the same value.</summary>
    public static readonly IReadOnlyList<Column<(KpiResult Result, KpiInput Input)>> Cells =
    [
        new("kpi", cell => cell.Result.Kpi.Code),
        new("definition", cell => cell.Result.Definition),
        new("input", cell => cell.Input.Input.ToText()),
        new("indicator", cell => cell.Input.Input.Indicator.Code),
        new("country", cell => cell.Input.Country),
        new("period", cell => cell.Input.Observation?.Period.Code),
        new("value", cell => cell.Input.Observation?.Value, cell => cell.Input.Observation?.ValueText),
        new("lower", cell => cell.Input.Choice?.Figure.Estimate.Low),
        new("upper", cell => cell.Input.Choice?.Figure.Estimate.High),
        new("unit", cell => cell.Input.Observation?.Unit),
        new("bound", cell => cell.Input.Observation?.Bound.Code()),
        new("status", cell => cell.Input.Observation?.Status),
        new("source", cell => cell.Input.Observation?.Source),
        new("chosen", cell => cell.Input.Choice?.Why),
        new("dataset", cell => cell.Input.Observation?.Dataset),
        new("version", cell => cell.Input.Observation?.Version),
        new("file", cell => cell.Input.Observation?.FileName),
        new("sha256", cell => cell.Input.Observation?.FileSha256),
        new("line", cell => cell.Input.Observation?.Line),
        new("formula", cell => cell.Result.Kpi.Formula.ToText()),
        new("withNumbers", cell => cell.Result.WithNumbers),
        new("result", cell => cell.Result.Value?.Central),
    ];

    /// <summary>The chain from the value down to the line of a file.</summary>
    public static readonly IReadOnlyList<Column<KpiResult>> Traces =
        [.. Results, new("chain", result => result.Inputs.Select(KpiTraceStep.Of).ToArray())];
}
