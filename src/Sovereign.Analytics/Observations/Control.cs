namespace Sovereign.Analytics.Observations;

/// <summary>In which sense a country has the capacity: a foreign operator's region stands on the territory, but is not national power.</summary>
public enum Control
{
    /// <summary>It stands in the country.</summary>
    Territory,
    /// <summary>It belongs to persons of the country.</summary>
    Owner,
    /// <summary>It is run by persons of the country.</summary>
    Operator,
    /// <summary>It was made by vendors of the country.</summary>
    Vendor,
}
