using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Kpis;

/// <summary>Data-centre power per inhabitant, which makes countries of different size comparable.</summary>
public static class PowerPerHead
{
    public static readonly Kpi Kpi = new(
        Code: "power-per-head",
        Title: "Data-centre power per head",
        Unit: Unit.WattPerPerson,
        FormulaVersion: 1,
        Definition: "Data-centre power of the country, on one definition and one control, divided by its population.",
        Direction: Direction.Higher,
        Formula: Country(Indicators.DatacenterPower).In(Unit.Watt) / Country(Indicators.Population).In(Unit.Person),
        PrimaryIndicator: Indicators.DatacenterPower,
        // India: IEA's installed power for 2024 over the World Bank's population for 2023.
        Example: new([new(Country(Indicators.DatacenterPower), "3.6"), new(Country(Indicators.Population), "1438.07")], Expected: "2.50"),
        Pillar: Pillar.Infrastructure,
        Limits: "Whoever owns the data centres is counted, and whomever they serve: a small country that hosts others stands high.",
        Minimum: 0);
}
