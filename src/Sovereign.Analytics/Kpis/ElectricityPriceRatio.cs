using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Kpis;

/// <summary>How dear electricity is for industry in a country, measured by the price in the reference country.</summary>
public static class ElectricityPriceRatio
{
    public static readonly Kpi Kpi = new(
        Code: "electricity-price-ratio",
        Title: "Industrial electricity price ratio",
        Unit: Unit.Ratio,
        FormulaVersion: 1,
        Definition: "Industrial electricity price of the country divided by that of the reference country; above 1 the country pays more.",
        Direction: Direction.Lower,
        Formula: Country(Indicators.ElectricityPriceIndustrial) / Reference(Indicators.ElectricityPriceIndustrial),
        PrimaryIndicator: Indicators.ElectricityPriceIndustrial,
        // Germany and France, 2024, customers of 20 to 70 GWh a year, without taxes (Eurostat).
        Example: new(
            [new(Country(Indicators.ElectricityPriceIndustrial), "0.1552"), new(Reference(Indicators.ElectricityPriceIndustrial), "0.1024")],
            Expected: "1.52"),
        Pillar: Pillar.Infrastructure,
        Limits:
            "Taxes and size of customer differ between definitions, so only prices of one definition are divided. Large data "
            + "centres often pay less than any published price.",
        Minimum: 0);
}
