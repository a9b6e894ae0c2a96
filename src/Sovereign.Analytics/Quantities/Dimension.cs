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
    Duration,
    /// <summary>What a system yields for the energy it draws.</summary>
    TokensPerEnergy,
    /// <summary>What software makes of computing capacity that is counted in equivalents of one NVIDIA H100.</summary>
    TokensPerAcceleratorTime,
    TokenRate,
    /// <summary>What software makes of computing capacity that is counted in chips, whatever their speed.</summary>
    TokensPerChipTime,
    EnergyPerToken,
    EnergyPerCharacters,
    /// <summary>US dollars of the day stated with the figure.</summary>
    MoneyPerTokens,
}

public static class Dimensions
{
    /// <summary>
    /// Whether quantities of this dimension add up over a country's parts, so that a share per inhabitant means something:
    /// power does, a price or a percentage does not.
    /// </summary>
    public static bool AddsUp(this Dimension dimension) => dimension switch
    {
        Dimension.Power or Dimension.Energy or Dimension.People or Dimension.Money or Dimension.Facilities or Dimension.Chips
            or Dimension.H100Equivalents or Dimension.ComputeRate or Dimension.TokenRate or Dimension.CloudRegions or Dimension.Subscriptions or Dimension.Devices => true,
        Dimension.Ratio or Dimension.EnergyPrice or Dimension.CarbonIntensity or Dimension.PowerPerPerson or Dimension.Duration
            or Dimension.TokensPerEnergy or Dimension.TokensPerAcceleratorTime or Dimension.TokensPerChipTime or Dimension.EnergyPerToken
            or Dimension.EnergyPerCharacters or Dimension.MoneyPerTokens => false,
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };
}
