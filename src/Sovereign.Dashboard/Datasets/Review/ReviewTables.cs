using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Datasets.History;
using Sovereign.Dashboard.Exports;

namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>The columns in which a draft's changes leave the system: those of an edition's changes, as far as a draft has them.</summary>
public static class ReviewTables
{
    public static readonly IReadOnlyList<Column<DraftChange>> Changes =
    [
        new("change", c => c.Kind.Code()),
        new("indicator", c => c.Shown.Indicator),
        new("country", c => c.Shown.Country),
        new("period", c => c.Shown.Period.Code),
        new("definition", c => c.Shown.Definition),
        new("control", c => c.Shown.Control),
        new("source", c => c.Shown.Source),
        new("unit", c => c.Shown.Unit),
        .. HistoryTables.Reading<DraftChange>("value", c => c.After),
        .. HistoryTables.Reading<DraftChange>("previousValue", c => c.Before),
        new("relativeChange", c => c.RelativeChange),
        new("changed", c => c.Changed),
        new("line", c => c.After?.Line),
    ];
}
