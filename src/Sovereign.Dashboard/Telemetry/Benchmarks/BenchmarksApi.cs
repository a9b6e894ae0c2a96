using Sovereign.Dashboard.Access;

namespace Sovereign.Dashboard.Telemetry.Benchmarks;

/// <summary>The catalogue of published benchmarks, for everybody.</summary>
public static class BenchmarksApi
{
    public static void MapBenchmarksApi(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/telemetry/benchmarks", (BenchmarkCatalogue catalogue) => TypedResults.Ok(new { Items = catalogue.All }))
            .RequirePermission(Permissions.ReadPublished).WithTags("Telemetry").WithSummary("Published benchmarks that engines in the field are held against");
}
