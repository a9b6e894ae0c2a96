namespace Sovereign.Analytics.Fleet;

/// <summary>What was generated in one language, counted both ways by one sender.</summary>
/// <param name="Tokens">Tokens.</param>
/// <param name="Characters">Characters of the same replies.</param>
public readonly record struct LanguageSums(double Tokens, double Characters);
