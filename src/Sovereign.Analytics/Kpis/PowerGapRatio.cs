using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Kpis;

/// <summary>How many times the data-centre power of a country the reference country has.</summary>
public static class PowerGapRatio
{
    public static readonly Kpi Kpi = new(
        Code: "power-gap-ratio",
        Title: "Data-centre power gap",
        Unit: Unit.Ratio,
        FormulaVersion: 1,
        Definition: "Data-centre power of the reference country divided by that of the country, both on one definition and one control.",
        Direction: Direction.Lower,
        Formula: Reference(Indicators.DatacenterPower) / Country(Indicators.DatacenterPower),
        PrimaryIndicator: Indicators.DatacenterPower,
        // IEA, all data centres, installed, 2024: United States and India.
        Example: new([new(Reference(Indicators.DatacenterPower), "53.7"), new(Country(Indicators.DatacenterPower), "3.6")], Expected: "14.9"),
        Pillar: Pillar.Infrastructure,
        Limits:
            "Definitions of data-centre power differ by factors, and a ratio is formed on one at a time. It compares countries, not "
            + "inhabitants, and power is not yet computing.",
        Minimum: 0);
}
