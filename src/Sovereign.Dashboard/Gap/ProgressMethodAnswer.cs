using Sovereign.Analytics.Progress;
using Sovereign.Dashboard.Exports;

namespace Sovereign.Dashboard.Gap;

/// <summary>What one method says, as the API answers it. Numbers are missing where the method has none.</summary>
/// <param name="Method">Code of the method.</param>
/// <param name="Verdict">Code of the verdict.</param>
/// <param name="Bearing">Which way the verdict points: forward, back or none.</param>
/// <param name="Value">The method's number, without unit.</param>
/// <param name="Pace">What the number would be on pace, or without any move.</param>
/// <param name="From">The earlier period.</param>
/// <param name="Before">What stood there: the figure, or the ratio to the frontier.</param>
/// <param name="To">The later period.</param>
/// <param name="After">What stood there.</param>
public sealed record ProgressMethodAnswer(
    string Method, string Verdict, string Bearing, double? Value, double? Lower, double? Upper, double? Pace, string? From, double? Before,
    double? BeforeLower, double? BeforeUpper, string? To, double? After, double? AfterLower, double? AfterUpper, string? ReasonCode, string? Reason)
{
    /// <summary>The same as columns of a table.</summary>
    public static readonly IReadOnlyList<Column<ProgressMethodAnswer>> Columns =
    [
        new("method", answer => answer.Method),
        new("verdict", answer => answer.Verdict),
        new("bearing", answer => answer.Bearing),
        new("value", answer => answer.Value),
        new("lower", answer => answer.Lower),
        new("upper", answer => answer.Upper),
        new("pace", answer => answer.Pace),
        new("from", answer => answer.From),
        new("before", answer => answer.Before),
        new("beforeLower", answer => answer.BeforeLower),
        new("beforeUpper", answer => answer.BeforeUpper),
        new("to", answer => answer.To),
        new("after", answer => answer.After),
        new("afterLower", answer => answer.AfterLower),
        new("afterUpper", answer => answer.AfterUpper),
        new("reasonCode", answer => answer.ReasonCode),
        new("reason", answer => answer.Reason),
    ];

    public static ProgressMethodAnswer Of(ProgressAnswer answer)
    {
        var (value, before, after) = (answer.Value, answer.Span?.Before, answer.Span?.After);
        return new(
            answer.Method.Code, answer.Verdict.Code(), answer.Bearing.Code(), value?.Central, value?.Low, value?.High, answer.Pace, answer.Span?.From.Code,
            before?.Central, before?.Low, before?.High, answer.Span?.To.Code, after?.Central, after?.Low, after?.High, answer.Reason?.Code,
            answer.Reason?.Sentence);
    }
}
