using Sovereign.Dashboard.Datasets.Seeding;
using Sovereign.Dashboard.Gap.Claims;
using Sovereign.Dashboard.Gap.Decompositions;

namespace Sovereign.Dashboard.Gap;

/// <summary>How far a country is from another: rows, sentence, API.</summary>
public static class GapFeature
{
    public static IServiceCollection AddGap(this IServiceCollection services) =>
        services.AddSingleton<GapQueries>().AddSingleton<DecompositionQueries>().AddSingleton(_ => ClaimLedger.Read(SeedReference.Folder));

    public static void MapGap(this IEndpointRouteBuilder app) => app.MapGapApi();
}
