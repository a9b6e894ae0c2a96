using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;

namespace Sovereign.Analytics.Kpis;

/// <summary>
/// A key figure: what it means, how it is computed, and an example worked by hand that documentation shows and a test repeats.
/// A changed formula is a new version beside the old one.
/// </summary>
/// <param name="Code">The name in addresses, JSON and files.</param>
/// <param name="Title">For people.</param>
/// <param name="Unit">The unit of the result.</param>
/// <param name="FormulaVersion">Counts up from 1.</param>
/// <param name="Definition">What is computed, in one or two sentences.</param>
/// <param name="Direction">Which way is better for the country. For a quotient reference by country of something good, lower.</param>
/// <param name="Formula">The computation.</param>
/// <param name="PrimaryIndicator">
/// The input whose definition and control the reader chooses; other inputs have their own. Where the formula reads it of one country only, the
/// result must grow with it, so that a lower bound of the input is one of the result.
/// </param>
/// <param name="Example">Inputs and the result to expect.</param>
/// <param name="Pillar">The part of the subject it belongs to.</param>
/// <param name="Limits">What it cannot say, in one or two sentences.</param>
/// <param name="Minimum">No result can lie below, in <paramref name="Unit"/>; intervals end here.</param>
/// <param name="Maximum">A result above is taken for an error in the data, in <paramref name="Unit"/>; intervals end here.</param>
public sealed record Kpi(
    string Code,
    string Title,
    Unit Unit,
    int FormulaVersion,
    string Definition,
    Direction Direction,
    Formula Formula,
    InputIndicator PrimaryIndicator,
    KpiExample Example,
    Pillar Pillar,
    string Limits,
    double? Minimum = null,
    double? Maximum = null)
{
    /// <summary>Whether the formula reads the reference country at all.</summary>
    public bool Compares => Formula.Inputs.Any(input => input.Side == Side.Reference);

    /// <summary>Whether the formula reads figures over time.</summary>
    public bool ReadsSeries => Formula.Inputs.Any(input => input.IsSeries);

    /// <summary>
    /// The result for these inputs, which is all that a recomputation needs. An interval does not reach past what is possible.
    /// </summary>
    /// <exception cref="KeyNotFoundException">An input has no value.</exception>
    /// <exception cref="ArithmeticException">As <see cref="Formula.Evaluate"/>.</exception>
    public FormulaAnswer Evaluate(IReadOnlyDictionary<Formula.Input, InputValue> inputs)
    {
        var answer = Formula.Answer(inputs);
        return answer with { Value = answer.Value?.Within(Minimum, Maximum) };
    }
}
