using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Progress;
using Sovereign.Dashboard.Exports;

namespace Sovereign.Dashboard.Gap;

/// <summary>The columns in which progress leaves the system.</summary>
public static class ProgressTables
{
    private static readonly IReadOnlyList<Column<ProgressRow>> subject =
    [
        new("indicator", row => row.Indicator.Code),
        new("definition", row => row.Definition?.Code ?? ""),
        new("control", row => row.Control.Code()),
        new("direction", row => row.Indicator.Direction.Code()),
        new("unit", row => row.Indicator.Unit),
        new("country", row => row.Country),
        new("reference", row => row.Reference),
        new("source", row => row.Source),
        new("revisionFactor", row => row.Revisions?.Factor),
        new("headline", row => row.Judgement.Headline.Method.Code),
        new("headlineVerdict", row => row.Judgement.Headline.Verdict.Code()),
        new("disagrees", row => row.Judgement.Disagrees),
        new("disagreement", row => row.Judgement.Disagreement),
    ];

    /// <summary>One item per indicator, with every method and every point used, for formats that nest.</summary>
    public static readonly IReadOnlyList<Column<ProgressRow>> Rows =
    [
        .. subject,
        new("methods", row => row.Judgement.Answers.Select(ProgressMethodAnswer.Of).ToArray()),
        new("points", row => row.Own.Concat(row.Theirs).Select(ProgressPointAnswer.Of).ToArray()),
    ];

    /// <summary>One line per indicator and method, of plain cells.</summary>
    public static readonly IReadOnlyList<Column<(ProgressRow Row, ProgressMethodAnswer Answer)>> Lines =
    [
        .. subject.Select(column => new Column<(ProgressRow Row, ProgressMethodAnswer Answer)>(column.Name, line => column.Get(line.Row))),
        .. ProgressMethodAnswer.Columns.Select(column => new Column<(ProgressRow Row, ProgressMethodAnswer Answer)>(column.Name, line => column.Get(line.Answer))),
    ];
}
