namespace Sovereign.Analytics.Decomposition;

/// <summary>A factor with what became of it.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="Part">Its values and its part of the gap.</param>
/// <param name="WithNumbers">Its formula with the digits of the country's figures; null where one is missing.</param>
/// <param name="ReferenceWithNumbers">The same of the reference country.</param>
public sealed record DecomposedFactor(Factor Factor, DecomposedPart Part, string? WithNumbers, string? ReferenceWithNumbers);
