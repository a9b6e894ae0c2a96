using Sovereign.Dashboard.Datasets.Seeding;
using Sovereign.Dashboard.Gap.Claims;

namespace Sovereign.Dashboard.Gap;

/// <summary>How far a country is from another and how that changes: rows, sentences, APIs.</summary>
public static class GapFeature
{
    public static IServiceCollection AddGap(this IServiceCollection services) =>
        services.AddSingleton<GapQueries>().AddSingleton<ProgressQueries>().AddSingleton(_ => ClaimLedger.Read(SeedReference.Folder));

    public static void MapGap(this IEndpointRouteBuilder app)
    {
        app.MapGapApi();
        app.MapProgressApi();
    }
}
