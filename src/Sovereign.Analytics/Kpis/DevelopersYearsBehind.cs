using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Kpis;

/// <summary>How many years ago the reference country had as many developers per inhabitant as a country has now.</summary>
public static class DevelopersYearsBehind
{
    public static readonly Kpi Kpi = new(
        Code: "developers-years-behind",
        Title: "Developers per head: years behind",
        Unit: Unit.Year,
        FormulaVersion: 1,
        Definition:
            "Years since the reference country had as many developers on GitHub per inhabitant as the country has now. Both come "
            + "from one source; each count is divided by the population nearest in time.",
        Direction: Direction.Lower,
        Formula: YearsSince(
            Country(Indicators.Developers) / Country(Indicators.Population),
            ReferenceSeries(Indicators.Developers) / ReferenceSeries(Indicators.Population),
            Direction.Higher),
        PrimaryIndicator: Indicators.Developers,
        // Germany in the series of the United States: GitHub's counts over the populations of the World Bank (2023) and the World Factbook (2025).
        Example: new(
            [
                new(Country(Indicators.Developers), "4530745", "2025-Q3"),
                new(Country(Indicators.Population), "84.012", "2025"),
                new(ReferenceSeries(Indicators.Developers), "17416689", "2022-Q4"),
                new(ReferenceSeries(Indicators.Developers), "24759357", "2024-Q4"),
                new(ReferenceSeries(Indicators.Developers), "28629080", "2025-Q3"),
                new(ReferenceSeries(Indicators.Population), "336.806", "2023"),
                new(ReferenceSeries(Indicators.Population), "338.016", "2025"),
                new(ReferenceSeries(Indicators.Population), "338.016", "2025"),
            ],
            Expected: "2.54"),
        Pillar: Pillar.Talent,
        Limits:
            "The distance is measured along the reference country's own past; it does not say how long catching up will take. Where "
            + "the series begins too late only a bound is known. Between two points of the series the value may have been passed at "
            + "any time, which is what the interval says.");
}
