namespace Sovereign.Analytics.Fleet;

/// <summary>The sums of the minutes of a day in which tokens and joules are both known.</summary>
/// <param name="Boundary">What the joules include.</param>
/// <param name="Minutes">How many there are.</param>
/// <param name="Tokens">Generated tokens.</param>
/// <param name="Joules">Joules within the boundary.</param>
/// <param name="Characters">Characters of what was generated; null where a minute lacks them.</param>
/// <param name="Provenance">The weakest of the minutes'.</param>
/// <param name="ByLanguage">
/// Of the minutes that tell languages apart: each language's characters, and its part of the joules, which is its part of the generated tokens. A token takes the
/// same joules in every language; how many tokens a text becomes is what differs.
/// </param>
public sealed record JoinedMinutes(
    EnergyBoundary Boundary, int Minutes, double Tokens, double Joules, double? Characters, EnergyProvenance Provenance,
    IReadOnlyDictionary<string, (double Joules, double Characters)> ByLanguage);
