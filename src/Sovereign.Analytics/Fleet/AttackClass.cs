namespace Sovereign.Analytics.Fleet;

/// <summary>One way to make figures look better than they are, or to spoil them.</summary>
/// <param name="Code">The name in addresses and files.</param>
/// <param name="Title">What somebody does.</param>
/// <param name="Answer">What happens then; where it is not covered, why, and what stands against it outside of arithmetic.</param>
/// <param name="IsCovered">Whether the national figures change by exactly nothing, which the attack's own test shows over 100 seeds.</param>
public sealed record AttackClass(string Code, string Title, string Answer, bool IsCovered);
