using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Kpis;

/// <summary>How many years ago the grid of the reference country had the carbon intensity that the grid of a country has now.</summary>
public static class GridCarbonYearsBehind
{
    public static readonly Kpi Kpi = new(
        Code: "grid-carbon-years-behind",
        Title: "Carbon intensity of the grid: years behind",
        Unit: Unit.Year,
        FormulaVersion: 1,
        Definition:
            "Years from the time when the grid of the reference country had the carbon intensity of the country's grid, to the year "
            + "of the country's figure. Both come from one vintage of the data, the latest that has a series.",
        Direction: Direction.Lower,
        Formula: YearsSince(Country(Indicators.GridCarbonIntensity), ReferenceSeries(Indicators.GridCarbonIntensity), Direction.Lower),
        PrimaryIndicator: Indicators.GridCarbonIntensity,
        // The United Arab Emirates in the series of the United States (Our World in Data, vintage of 2022).
        Example: new(
            [
                new(Country(Indicators.GridCarbonIntensity), "471.57", "2020"),
                new(ReferenceSeries(Indicators.GridCarbonIntensity), "501.631", "2010"),
                new(ReferenceSeries(Indicators.GridCarbonIntensity), "447.982", "2015"),
                new(ReferenceSeries(Indicators.GridCarbonIntensity), "369.571", "2020"),
            ],
            Expected: "7.2"),
        Pillar: Pillar.Infrastructure,
        Limits:
            "Vintages are never joined, so the figure may be older than the latest carbon intensity. The reference country is no "
            + "target: its grid may be far from clean. The distance does not say how long the way will take.");
}
