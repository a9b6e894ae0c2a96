using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Decomposition;

/// <summary>
/// As <see cref="PowerByTalent"/>, by the wider pool of software developers: it can be formed for many countries that no definition of AI talent covers.
/// </summary>
public static class PowerByDevelopers
{
    // million people × (GW per million people) = GW.
    public static readonly Identity Identity = new(
        Code: "power-by-developers",
        Title: "By software developers",
        Version: 1,
        Sentence: "Data-centre power is the number of software developers on GitHub, times the data-centre power per developer.",
        TotalTitle: "Data-centre power",
        TotalUnit: "GW",
        Total: Country(Indicators.DatacenterPower),
        PrimaryIndicator: Indicators.DatacenterPower,
        Factors:
        [
            new("developers", "Developers on GitHub", "the developers", FactorKind.People, "million people",
                Country(Indicators.Developers).In(Unit.MillionPeople)),
            new("power-per-developer", "Data-centre power per developer", "the power for each of them", FactorKind.Capital, "kW per person",
                Country(Indicators.DatacenterPower) / Country(Indicators.Developers).In(Unit.MillionPeople)),
        ],
        Limits:
            "It tells whether a country lacks machines for its developers or developers for its machines. Accounts are counted, placed by IP address: somebody may have several, "
            + "and countries that use other platforms look smaller. Few developers work in artificial intelligence.");
}
