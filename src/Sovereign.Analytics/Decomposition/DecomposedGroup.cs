using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Decomposition;

/// <summary>What the factors of one group make of the gap together.</summary>
/// <param name="Group">The group.</param>
/// <param name="Factors">Its factors in this identity; none where the identity has no such factor.</param>
/// <param name="Term">
/// The sum of their terms in the unit of the total; its interval is the sum of their intervals, which is never too narrow, since factors share figures.
/// Null where there is no factor or the gap cannot be taken apart: that is not zero.
/// </param>
/// <param name="Share">The sum of their shares; null like <paramref name="Term"/>, and where there is no difference.</param>
public sealed record DecomposedGroup(FactorGroup Group, IReadOnlyList<Factor> Factors, Estimate? Term, double? Share);
