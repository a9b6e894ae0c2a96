using Sovereign.Analytics.Quantities;

namespace Sovereign.Analytics.Kpis;

/// <summary>The indicators that formulas name. An indicator that no formula reads needs no line here.</summary>
public static class Indicators
{
    public static readonly InputIndicator DatacenterPower = new("datacenter-power", Unit.Gigawatt);
    public static readonly InputIndicator ElectricityPriceIndustrial = new("electricity-price-industrial", Unit.DollarPerKilowattHour);
    public static readonly InputIndicator Population = new("population", Unit.MillionPeople);
}
