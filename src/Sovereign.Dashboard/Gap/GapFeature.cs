using Sovereign.Dashboard.Datasets.Seeding;
using Sovereign.Dashboard.Gap.Claims;
using Sovereign.Dashboard.Gap.Comparing;
using Sovereign.Dashboard.Gap.Decompositions;
using Sovereign.Dashboard.Gap.Peers;
using Sovereign.Dashboard.Gap.Viewing;
using Sovereign.Dashboard.Gap.Worldview;

namespace Sovereign.Dashboard.Gap;

/// <summary>How far a country is from another and how that changes: rows, sentences, APIs.</summary>
public static class GapFeature
{
    public static IServiceCollection AddGap(this IServiceCollection services) =>
        services.AddSingleton<GapQueries>().AddSingleton<DecompositionQueries>().AddSingleton<ProgressQueries>().AddSingleton<CompareQueries>()
            .AddSingleton<IndicatorQueries>().AddSingleton<PeerQueries>().AddSingleton(_ => Neighbours.Read(SeedReference.Folder)).AddSingleton(_ => ClaimLedger.Read(SeedReference.Folder))
            .AddSingleton(_ => WorldOutlines.Read(
                WorldOutlines.DefaultPath,
                SeedTable.Read(Path.Combine(SeedReference.Folder, "countries.csv")).ToDictionary(row => row["numeric"], row => row["code"])));

    public static void MapGap(this IEndpointRouteBuilder app)
    {
        app.MapGapApi();
        app.MapDecompositionFiles();
        app.MapCompareApi();
        app.MapCompareFiles();
        app.MapIndicatorFiles();
        app.MapProgressApi();
    }
}
