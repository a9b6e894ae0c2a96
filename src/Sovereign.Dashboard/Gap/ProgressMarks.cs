using Sovereign.Analytics.Progress;
using Sovereign.Analytics.Uncertainty;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Gap;

/// <summary>What a machine may read off a printed number of progress.</summary>
public static class ProgressMarks
{
    /// <summary>Mark of a method's number; null where it has none.</summary>
    public static ValueMark? Mark(this ProgressRow row, ProgressAnswer answer) => answer is { Value: { } value, Span: { } span }
        ? Of(row, value, [span.From.Code, span.To.Code])
        : null;

    /// <summary>Mark of what stood in the earlier period of a method.</summary>
    public static ValueMark BeforeMark(this ProgressRow row, ProgressSpan span) => Of(row, span.Before, [span.From.Code]);

    /// <summary>Mark of what stood in the later period of a method.</summary>
    public static ValueMark AfterMark(this ProgressRow row, ProgressSpan span) => Of(row, span.After, [span.To.Code]);

    private static ValueMark Of(ProgressRow row, Estimate value, IEnumerable<string> periods) => new(
        MarkKind.Progress, row.Indicator.Code, row.Country, Numbers.Raw(value.Central), ValueMark.Join(periods), row.Definition?.Code ?? "", row.Source,
        MarkedInterval.Between(value.Low, value.High), row.Reference);
}
