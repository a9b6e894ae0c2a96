using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Kpis;

/// <summary>A worked example: the digits that go in, each in the unit of its indicator, and the digits that must come out.</summary>
/// <param name="Inputs">One entry per input of the formula.</param>
/// <param name="Expected">The central result, rounded to the digits written here.</param>
public sealed record KpiExample(IReadOnlyList<KpiExample.Entry> Inputs, string Expected)
{
    public sealed record Entry(Formula.Input Input, string Value);

    /// <summary>The example's inputs as a formula takes them.</summary>
    public IReadOnlyDictionary<Formula.Input, InputValue> Values => Inputs.ToDictionary(
        entry => entry.Input,
        entry => new InputValue(Estimate.FromWrittenDigits(entry.Value), entry.Input.Indicator.Unit, entry.Value));
}
