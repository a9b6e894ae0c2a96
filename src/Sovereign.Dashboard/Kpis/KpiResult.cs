using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Dashboard.Kpis;

/// <summary>A key figure for one country, on one definition and control, with all it rests on.</summary>
/// <param name="Kpi">The key figure.</param>
/// <param name="Country">Alpha-3 code.</param>
/// <param name="Reference">Alpha-3 code of the country compared with; null when the formula reads no other country.</param>
/// <param name="Definition">Definition of the primary indicator; empty where it has only one.</param>
/// <param name="Control">In which sense the country has it.</param>
/// <param name="Status">What became of the evaluation.</param>
/// <param name="Reason">Why there is no plain value, or what to mind about it; null when there is nothing to add.</param>
/// <param name="Value">In the key figure's unit, with its 90 % interval; null unless the figures allow one.</param>
/// <param name="Inputs">In the order of the formula; of a series one per point, in the order of time.</param>
/// <param name="WithNumbers">The formula with the digits of its inputs; null when one is missing.</param>
public sealed record KpiResult(
    Kpi Kpi, string Country, string? Reference, string Definition, Control Control, KpiStatus Status, Reason? Reason, Estimate? Value,
    IReadOnlyList<KpiInput> Inputs, string? WithNumbers)
{
    /// <summary>The input of the primary indicator on one side, of a series the last point; null when the formula does not read it there.</summary>
    public KpiInput? Primary(Side side) =>
        Inputs.LastOrDefault(input => input.Input.Indicator == Kpi.PrimaryIndicator && input.Input.Side == side);

    /// <summary>Sources of the inputs, each once.</summary>
    public IReadOnlyList<string> Sources =>
        [.. Inputs.Select(input => input.Observation?.Source).OfType<string>().Distinct(StringComparer.Ordinal)];
}
