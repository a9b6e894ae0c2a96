using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Kpis;

/// <summary>How much carbon a unit of electricity costs in a country.</summary>
public static class GridCarbonIntensity
{
    public static readonly Kpi Kpi = new(
        Code: "grid-carbon",
        Title: "Carbon intensity of the grid",
        Unit: Unit.GramOfCarbonPerKilowattHour,
        FormulaVersion: 1,
        Definition: "Greenhouse gases per unit of electricity generated in the country, in the latest year published.",
        Direction: Direction.Lower,
        Formula: Country(Indicators.GridCarbonIntensity),
        PrimaryIndicator: Indicators.GridCarbonIntensity,
        // India, 2024 (Ember, current vintage).
        Example: new([new(Country(Indicators.GridCarbonIntensity), "708.32")], Expected: "708.32"),
        Pillar: Pillar.Infrastructure,
        Limits:
            "A data centre may buy other electricity than the average of its grid. Vintages of the data differ in method and form "
            + "no common trend.",
        Minimum: 0);
}
