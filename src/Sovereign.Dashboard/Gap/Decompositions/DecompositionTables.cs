using Sovereign.Analytics.Decomposition;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Kpis;

namespace Sovereign.Dashboard.Gap.Decompositions;

/// <summary>The columns in which gaps that are taken apart leave the system.</summary>
public static class DecompositionTables
{
    /// <summary>Ratios are reference by country; a contribution is the line's part of reference minus country, in the unit of the total.</summary>
    public static readonly IReadOnlyList<Column<DecompositionRow>> Rows =
    [
        new("identity", row => row.Result.Identity.Code),
        new("version", row => row.Result.Identity.Version),
        new("definition", row => row.Result.DefinitionCode),
        new("control", row => row.Result.Control.Code()),
        new("status", row => row.Result.Gap.IsDecomposed ? "decomposed" : "not-decomposable"),
        new("part", row => row.Part),
        new("factor", row => row.Code),
        new("title", row => row.Title),
        new("kind", row => row.Kind),
        new("group", row => row.Group?.Code()),
        new("unit", row => row.Unit),
        new("value", row => row.Values?.Country?.Central),
        new("valueLower", row => row.Values?.Country?.Low),
        new("valueUpper", row => row.Values?.Country?.High),
        new("periods", row => row.Periods(Side.Country)),
        new("referenceValue", row => row.Values?.Reference?.Central),
        new("referenceLower", row => row.Values?.Reference?.Low),
        new("referenceUpper", row => row.Values?.Reference?.High),
        new("referencePeriods", row => row.Periods(Side.Reference)),
        new("ratio", row => row.Values?.Ratio?.Central),
        new("ratioLower", row => row.Values?.Ratio?.Low),
        new("ratioUpper", row => row.Values?.Ratio?.High),
        new("contribution", row => row.Term?.Central),
        new("contributionLower", row => row.Term?.Low),
        new("contributionUpper", row => row.Term?.High),
        new("contributionUnit", row => row.Term is null ? null : row.Result.Identity.TotalUnit),
        new("share", row => row.Share),
        new("verdict", row => row.Values?.Verdict.Code()),
        new("reasonCode", row => row.ReasonCode),
        new("reason", row => row.Reason),
        new("missing", row => row.Missing),
        new("formula", row => row.Formula?.ToText()),
        new("withNumbers", row => row.WithNumbers),
        new("referenceWithNumbers", row => row.ReferenceWithNumbers),
        new("sources", row => row.Inputs.Select(input => input.Observation?.Source).OfType<string>().Distinct(StringComparer.Ordinal).ToArray()),
    ];

    /// <summary>The same with every figure and its lineage, for formats that nest.</summary>
    public static readonly IReadOnlyList<Column<DecompositionRow>> RowsWithInputs =
        [.. Rows, new("inputs", row => row.Inputs.Select(KpiInputAnswer.Of).ToArray())];
}
