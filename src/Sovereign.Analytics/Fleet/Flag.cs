namespace Sovereign.Analytics.Fleet;

/// <summary>One thing wrong with an engine's day.</summary>
/// <param name="Code">A code of <see cref="FlagCodes"/>.</param>
/// <param name="Sentence">What was seen, with its numbers, for the engine's owner and auditors.</param>
/// <param name="Minute">The first minute in which it was seen, milliseconds since 1970-01-01 UTC; null where it is of the whole day.</param>
public sealed record Flag(string Code, string Sentence, long? Minute = null);
