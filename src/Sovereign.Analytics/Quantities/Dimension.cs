namespace Sovereign.Analytics.Quantities;

/// <summary>What a unit measures. Units convert into each other exactly when their dimension is the same.</summary>
public enum Dimension
{
    /// <summary>A share or a quotient of like quantities; percent belongs here.</summary>
    Ratio,
    Power,
    Energy,
    /// <summary>US dollars of the year stated with the figure, per energy. No currency is ever converted here.</summary>
    EnergyPrice,
    CarbonIntensity,
    People,
    Money,
    Facilities,
    Chips,
    /// <summary>Computing capacity counted in equivalents of one NVIDIA H100.</summary>
    H100Equivalents,
    ComputeRate,
    CloudRegions,
    Subscriptions,
    Devices,
    PowerPerPerson,
}
