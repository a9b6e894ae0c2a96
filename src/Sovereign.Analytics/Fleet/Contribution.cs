namespace Sovereign.Analytics.Fleet;

/// <summary>What one engine adds to a national figure.</summary>
/// <param name="Operator">Who runs it.</param>
/// <param name="Numerator">Its part of the numerator.</param>
/// <param name="Denominator">Its part of the denominator; of a shared denominator its part of the numerator.</param>
public readonly record struct Contribution(string Operator, double Numerator, double Denominator);
