using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Progress;
using Sovereign.Analytics.Uncertainty;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Gap;

/// <summary>A country's progress on one indicator, definition and control, beside another country.</summary>
/// <param name="Indicator">What is measured.</param>
/// <param name="Definition">The definition; null where the indicator has only one meaning.</param>
/// <param name="Control">In which sense the countries have it.</param>
/// <param name="Own">The country's series, in the order of time.</param>
/// <param name="Theirs">The other's series of the same source, in the order of time.</param>
/// <param name="Revisions">What is known of later revisions, which the intervals contain; null where nothing is.</param>
/// <param name="Judgement">What the methods say.</param>
public sealed record ProgressRow(
    Indicator Indicator, Definition? Definition, Control Control, IReadOnlyList<ProgressPoint> Own, IReadOnlyList<ProgressPoint> Theirs,
    RevisionAllowance? Revisions, ProgressJudgement Judgement)
{
    public string Country => Own[0].Row.Country;

    public string Reference => Theirs[0].Row.Country;

    public string Source => Own[0].Row.Source;
}
