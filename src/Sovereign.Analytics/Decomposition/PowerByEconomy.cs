using Sovereign.Analytics.Kpis;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Decomposition;

/// <summary>How much of a gap in power is the size of a country, how much its wealth, and how much what it makes of that wealth.</summary>
public static class PowerByEconomy
{
    // million people × (billion USD per million people) × (GW per billion USD) = GW.
    public static readonly Identity Identity = new(
        Code: "power-by-economy",
        Title: "By people, wealth and power per dollar",
        Version: 1,
        Sentence: "Data-centre power is the number of people, times what the economy yields per head, times the data-centre power per dollar of it.",
        TotalTitle: "Data-centre power",
        TotalUnit: "GW",
        Total: Country(Indicators.DatacenterPower),
        PrimaryIndicator: Indicators.DatacenterPower,
        Factors:
        [
            new("population", "Population", "the people", FactorKind.Size, "million people", Country(Indicators.Population)),
            new("gdp-per-head", "Gross domestic product per head", "the wealth per head", FactorKind.Wealth, "thousand USD per head",
                Country(Indicators.Gdp) / Country(Indicators.Population)),
            new("power-per-gdp", "Data-centre power per unit of gross domestic product", "the power per dollar", FactorKind.Capital, "W per USD",
                Country(Indicators.DatacenterPower) / Country(Indicators.Gdp)),
        ],
        Limits:
            "It tells apart how large, how rich and how intent on data centres a country is. It does not say that wealth brings data centres: "
            + "the product is true whatever causes what. Gross domestic product is converted at the official exchange rate and swings with it; at "
            + "what money buys at home, poorer countries would look richer and their power per dollar smaller. Installed power is not yet computing.");
}
