namespace Sovereign.Analytics.Fleet;

/// <summary>The sums of the minutes of a day in which tokens and joules are both known.</summary>
/// <param name="Boundary">What the joules include.</param>
/// <param name="Minutes">How many there are.</param>
/// <param name="Tokens">Generated tokens.</param>
/// <param name="Joules">Joules within the boundary.</param>
/// <param name="Characters">Characters of what was generated; null where a minute lacks them.</param>
/// <param name="Provenance">The weakest of the minutes'.</param>
public sealed record JoinedMinutes(EnergyBoundary Boundary, int Minutes, double Tokens, double Joules, double? Characters, EnergyProvenance Provenance);
