using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Kpis;

/// <summary>How many software developers there are among the inhabitants of a country.</summary>
public static class DevelopersPerMillion
{
    public static readonly Kpi Kpi = new(
        Code: "developers-per-million",
        Title: "Developers per million inhabitants",
        Unit: Unit.PerMillionPeople,
        FormulaVersion: 1,
        Definition: "Accounts of developers on GitHub in the country divided by its population in millions.",
        Direction: Direction.Higher,
        Formula: Country(Indicators.Developers) / Country(Indicators.Population),
        PrimaryIndicator: Indicators.Developers,
        // India: GitHub's count for the third quarter of 2025 over the World Factbook's population for 2025.
        Example: new([new(Country(Indicators.Developers), "22682855"), new(Country(Indicators.Population), "1419.317")], Expected: "15982"),
        Pillar: Pillar.Talent,
        Limits:
            "Accounts are not people: one may hold several, and many developers hold none. It shows the pool of software "
            + "developers, not of AI specialists.",
        Minimum: 0);
}
