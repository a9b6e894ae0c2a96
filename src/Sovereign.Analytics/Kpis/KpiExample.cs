using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Kpis;

/// <summary>A worked example: the digits that go in, each in the unit of its indicator, and the digits that must come out.</summary>
/// <param name="Inputs">One entry per input of the formula; of a series one per point, in the order of time.</param>
/// <param name="Expected">The central result, rounded to the digits written here.</param>
public sealed record KpiExample(IReadOnlyList<KpiExample.Entry> Inputs, string Expected)
{
    public sealed record Entry(Formula.Input Input, string Value, string? Period = null)
    {
        internal InputValue AsValue =>
            new(Estimate.FromWrittenDigits(Value), Input.Indicator.Unit, Value, Period is null ? null : Periods.Period.Parse(Period));
    }

    /// <summary>The example's inputs as a formula takes them.</summary>
    public IReadOnlyDictionary<Formula.Input, InputValue> Values => Inputs.GroupBy(entry => entry.Input).ToDictionary(
        group => group.Key,
        group => group.Key.IsSeries ? new SeriesValue([.. group.Select(entry => entry.AsValue)]) : group.Single().AsValue);
}
