using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Quantities;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Kpis;

/// <summary>What stands for one input when a formula is evaluated.</summary>
/// <param name="Estimate">The value with its interval, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Any unit of the input's dimension.</param>
/// <param name="Text">The digits as written, which the formula prints.</param>
/// <param name="Period">The time it speaks of; only formulas that ask for times need it.</param>
public record InputValue(Estimate Estimate, Unit Unit, string Text, Period? Period = null);
