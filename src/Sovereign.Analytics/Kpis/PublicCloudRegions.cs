using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Kpis;

/// <summary>How many regions of large cloud providers stand in a country.</summary>
public static class PublicCloudRegions
{
    public static readonly Kpi Kpi = new(
        Code: "cloud-regions",
        Title: "Public cloud regions",
        Unit: Unit.CloudRegion,
        FormulaVersion: 1,
        Definition: "Regions of six large cloud providers inside the country, whoever owns them.",
        Direction: Direction.Higher,
        Formula: Country(Indicators.PublicCloudRegions),
        PrimaryIndicator: Indicators.PublicCloudRegions,
        // India, 2023 (Lehdonvirta and others, census of cloud regions).
        Example: new([new(Country(Indicators.PublicCloudRegions), "9")], Expected: "9"),
        Pillar: Pillar.Infrastructure,
        Limits:
            "Regions differ in size by orders of magnitude, and most belong to foreign owners. For a country without a figure the "
            + "census found none; that is not entered as zero.",
        Minimum: 0);
}
