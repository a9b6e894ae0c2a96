using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Kpis;

/// <summary>How many inhabitants of a country use the internet.</summary>
public static class InternetUse
{
    public static readonly Kpi Kpi = new(
        Code: "internet-use",
        Title: "Internet use",
        Unit: Unit.Percent,
        FormulaVersion: 1,
        Definition: "Share of the population that uses the internet, in the latest year published.",
        Direction: Direction.Higher,
        Formula: Country(Indicators.InternetUsers),
        PrimaryIndicator: Indicators.InternetUsers,
        // India, 2022 (World Factbook).
        Example: new([new(Country(Indicators.InternetUsers), "56")], Expected: "56"),
        Pillar: Pillar.Data,
        Limits: "Use says nothing of speed, price or device, and surveys ask for it in different ways.",
        Minimum: 0,
        Maximum: 100);
}
