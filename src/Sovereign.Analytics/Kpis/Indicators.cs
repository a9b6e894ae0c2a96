using Sovereign.Analytics.Quantities;

namespace Sovereign.Analytics.Kpis;

/// <summary>The indicators that formulas name. An indicator that no formula reads needs no line here.</summary>
public static class Indicators
{
    public static readonly InputIndicator DatacenterPower = new("datacenter-power", Unit.Gigawatt);
    public static readonly InputIndicator AcceleratorsH100e = new("accelerators-h100e", Unit.H100Equivalent);
    public static readonly InputIndicator PublicCloudRegions = new("public-cloud-regions", Unit.CloudRegion);
    public static readonly InputIndicator ElectricityPriceIndustrial = new("electricity-price-industrial", Unit.DollarPerKilowattHour);
    public static readonly InputIndicator GridCarbonIntensity = new("grid-carbon-intensity", Unit.GramOfCarbonPerKilowattHour);
    public static readonly InputIndicator AiTalent = new("ai-talent", Unit.Person);
    public static readonly InputIndicator Developers = new("developers", Unit.Person);
    public static readonly InputIndicator Top500Rmax = new("top500-rmax", Unit.Petaflops);
    public static readonly InputIndicator RndSpend = new("rnd-spend", Unit.Percent);
    public static readonly InputIndicator InternetUsers = new("internet-users", Unit.Percent);
    public static readonly InputIndicator Gdp = new("gdp", Unit.BillionDollars);
    public static readonly InputIndicator ElectricityGeneration = new("electricity-generation", Unit.TerawattHour);
    public static readonly InputIndicator Population = new("population", Unit.MillionPeople);
}
