namespace Sovereign.Analytics.Observations;

/// <summary>How much of the country a figure covers.</summary>
public enum Coverage
{
    National,
    /// <summary>Several places or a sample, not the country.</summary>
    Partial,
    /// <summary>One city.</summary>
    City,
}
