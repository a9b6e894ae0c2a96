namespace Sovereign.Dashboard.Kpis;

/// <summary>Key figures: evaluation over published figures, with lineage.</summary>
public static class KpisFeature
{
    public static IServiceCollection AddKpis(this IServiceCollection services) => services.AddSingleton<KpiQueries>().AddSingleton<Datasets.History.IPublicationImpact, MovedKpis>();

    public static void MapKpis(this IEndpointRouteBuilder app) => app.MapKpisApi();
}
