using Sovereign.Dashboard.Datasets.Seeding;
using Sovereign.Dashboard.Gap.Claims;

namespace Sovereign.Dashboard.Gap;

/// <summary>How far a country is from another: rows, sentence, API.</summary>
public static class GapFeature
{
    public static IServiceCollection AddGap(this IServiceCollection services) =>
        services.AddSingleton<GapQueries>().AddSingleton<Comparing.CompareQueries>()
            .AddSingleton<Peers.PeerQueries>().AddSingleton(_ => Peers.Neighbours.Read(SeedReference.Folder)).AddSingleton(_ => ClaimLedger.Read(SeedReference.Folder));

    public static void MapGap(this IEndpointRouteBuilder app)
    {
        app.MapGapApi();
        Comparing.CompareApi.MapCompareApi(app);
    }
}
