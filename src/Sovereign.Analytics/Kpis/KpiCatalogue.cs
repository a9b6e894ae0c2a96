namespace Sovereign.Analytics.Kpis;

/// <summary>All key figures, in the order in which they are shown. Adding one is its file and a line here.</summary>
public static class KpiCatalogue
{
    public static IReadOnlyList<Kpi> All { get; } =
    [
        PowerGapRatio.Kpi,
        PowerPerHead.Kpi,
        KnownAccelerators.Kpi,
        PublicCloudRegions.Kpi,
        ElectricityPriceRatio.Kpi,
        GridCarbonIntensity.Kpi,
        GridCarbonYearsBehind.Kpi,
        AiTalentGap.Kpi,
        DevelopersPerMillion.Kpi,
        DevelopersYearsBehind.Kpi,
        Supercomputing.Kpi,
        ResearchSpending.Kpi,
        InternetUse.Kpi,
    ];

    public static Kpi? Find(string code) => All.FirstOrDefault(kpi => kpi.Code == code);
}
