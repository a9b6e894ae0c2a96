using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Kpis;

/// <summary>How much supercomputing a country has on the TOP500 list.</summary>
public static class Supercomputing
{
    public static readonly Kpi Kpi = new(
        Code: "supercomputing",
        Title: "Supercomputing on the TOP500 list",
        Unit: Unit.Petaflops,
        FormulaVersion: 1,
        Definition:
            "Sum of the measured Linpack performance (Rmax) of the country's systems on the TOP500 list. Zero is a figure: no "
            + "system of the country is on the list.",
        Direction: Direction.Higher,
        Formula: Country(Indicators.Top500Rmax),
        PrimaryIndicator: Indicators.Top500Rmax,
        // India, list of June 2025.
        Example: new([new(Country(Indicators.Top500Rmax), "29.41")], Expected: "29.41"),
        Pillar: Pillar.Infrastructure,
        Limits:
            "Owners submit systems of their own accord: China no longer submits its newest, and companies few of theirs. Systems "
            + "below the list are not counted.",
        Minimum: 0);
}
