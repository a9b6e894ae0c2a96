namespace Sovereign.Analytics.Observations;

/// <summary>What may be done with two figures, the best first.</summary>
public enum ComparabilityKind
{
    Ratio,
    /// <summary>Both are lower bounds: they stand side by side, without ratio or verdict.</summary>
    KnownAtLeast,
    NotComparable,
}
