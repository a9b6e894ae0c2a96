using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Kpis;

/// <summary>How much accelerated computing is known to stand in a country.</summary>
public static class KnownAccelerators
{
    public static readonly Kpi Kpi = new(
        Code: "ai-accelerators",
        Title: "AI accelerators",
        Unit: Unit.H100Equivalent,
        FormulaVersion: 1,
        Definition:
            "AI accelerators in the country, weighed by their speed against the NVIDIA H100. Clusters that are known add up to a "
            + "lower bound, printed as such.",
        Direction: Direction.Higher,
        Formula: Country(Indicators.AcceleratorsH100e),
        PrimaryIndicator: Indicators.AcceleratorsH100e,
        // India, 2025: three known clusters (Epoch AI).
        Example: new([new(Country(Indicators.AcceleratorsH100e), "4409")], Expected: "4409"),
        Pillar: Pillar.Infrastructure,
        Limits:
            "No country takes a census of its accelerators. Two lower bounds have no ratio: how much more there is may differ from "
            + "country to country, and it says little of a country whose clusters are not published.",
        Minimum: 0);
}
