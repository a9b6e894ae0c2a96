namespace Sovereign.Analytics.Fleet;

/// <summary>What is wrong with an engine's day, and what could not be checked.</summary>
/// <param name="Flags">At most one for each code, in the order of <see cref="FlagCodes.All"/>.</param>
/// <param name="NotCheckable">
/// The codes whose check lacked a fact. That excludes from nothing, for nobody is guilty of a data sheet that is not public, but it is counted and shown.
/// </param>
public sealed record Judgement(IReadOnlyList<Flag> Flags, IReadOnlyList<string> NotCheckable);
