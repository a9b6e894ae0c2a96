namespace Sovereign.Analytics.Kpis;

/// <summary>All key figures, in the order in which they are shown. Adding one is its file and a line here.</summary>
public static class KpiCatalogue
{
    public static IReadOnlyList<Kpi> All { get; } =
    [
        PowerGapRatio.Kpi,
        PowerPerHead.Kpi,
        ElectricityPriceRatio.Kpi,
    ];

    public static Kpi? Find(string code) => All.FirstOrDefault(kpi => kpi.Code == code);
}
