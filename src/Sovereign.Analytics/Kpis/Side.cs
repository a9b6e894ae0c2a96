namespace Sovereign.Analytics.Kpis;

/// <summary>Whose figure a formula reads.</summary>
public enum Side
{
    /// <summary>The country the question is about.</summary>
    Country,
    /// <summary>The country it is compared with.</summary>
    Reference,
}
