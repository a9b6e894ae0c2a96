using Sovereign.Analytics.Kpis;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Decomposition;

/// <summary>How much of a gap in power is the size of a country, how much its electricity, and how much the part of it that data centres take.</summary>
public static class PowerByElectricity
{
    // million people × (TWh per million people) × (GW per TWh) = GW.
    public static readonly Identity Identity = new(
        Code: "power-by-electricity",
        Title: "By people, electricity and its use for data centres",
        Version: 1,
        Sentence:
            "Data-centre power is the number of people, times the electricity generated per head, times the data-centre power per unit of "
            + "electricity generated.",
        TotalTitle: "Data-centre power",
        TotalUnit: "GW",
        Total: Country(Indicators.DatacenterPower),
        PrimaryIndicator: Indicators.DatacenterPower,
        Factors:
        [
            new("population", "Population", "the people", FactorKind.Size, "million people", Country(Indicators.Population)),
            new("electricity-per-head", "Electricity generated per head", "the electricity per head", FactorKind.Electricity, "MWh per head",
                Country(Indicators.ElectricityGeneration) / Country(Indicators.Population)),
            new("power-per-electricity", "Data-centre power per electricity generated", "the power per unit of electricity", FactorKind.Capital,
                "GW per TWh", Country(Indicators.DatacenterPower) / Country(Indicators.ElectricityGeneration)),
        ],
        Limits:
            "It tells apart how large a country is, how much electricity it makes per head, and how much data-centre capacity it has for that electricity. "
            + "The last factor is capacity and not consumption: how much of their capacity data centres use is not part of it. "
            + "Electricity traded across borders is counted where it is generated, and losses in the grid are not taken off.");
}
