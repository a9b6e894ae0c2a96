using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Decomposition;

/// <summary>How much of a gap in power goes with the number of people in artificial intelligence.</summary>
public static class PowerByTalent
{
    // million people × (GW per million people) = GW.
    public static readonly Identity Identity = new(
        Code: "power-by-talent",
        Title: "By people in artificial intelligence",
        Version: 1,
        Sentence: "Data-centre power is the number of people who work in artificial intelligence, times the data-centre power per such person.",
        TotalTitle: "Data-centre power",
        TotalUnit: "GW",
        Total: Country(Indicators.DatacenterPower),
        PrimaryIndicator: Indicators.DatacenterPower,
        Factors:
        [
            new("ai-talent", "AI talent", "the people in artificial intelligence", FactorKind.People, "million people",
                Country(Indicators.AiTalent).In(Unit.MillionPeople)),
            new("power-per-ai-person", "Data-centre power per person in artificial intelligence", "the power for each of them", FactorKind.Capital,
                "kW per person", Country(Indicators.DatacenterPower) / Country(Indicators.AiTalent).In(Unit.MillionPeople)),
        ],
        Limits:
            "It tells whether a country lacks machines for its people or people for its machines. Publishers draw the line around AI talent at very "
            + "different places, so both countries must stand on one definition. It counts people and not what they can do, and most data "
            + "centres do not serve artificial intelligence.");
}
