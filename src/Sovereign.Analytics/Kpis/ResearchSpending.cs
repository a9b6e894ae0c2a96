using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Kpis;

/// <summary>How much of its income a country spends on research and development.</summary>
public static class ResearchSpending
{
    public static readonly Kpi Kpi = new(
        Code: "rnd-share",
        Title: "Research and development, share of GDP",
        Unit: Unit.Percent,
        FormulaVersion: 1,
        Definition: "Spending on research and development as a share of gross domestic product, in the latest year published.",
        Direction: Direction.Higher,
        Formula: Country(Indicators.RndSpend),
        PrimaryIndicator: Indicators.RndSpend,
        // India, 2020 (World Bank).
        Example: new([new(Country(Indicators.RndSpend), "0.64558")], Expected: "0.64558"),
        Pillar: Pillar.Algorithms,
        Limits: "All fields are counted, not AI alone. Some countries report rarely: the year of the figure stands beside it.",
        Minimum: 0,
        Maximum: 100);
}
