using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Gap;

/// <summary>Gaps over HTTP, as JSON or CSV.</summary>
public static class GapApi
{
    public static void MapGapApi(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/gap", ReadAsync)
            .RequirePermission(Permissions.ReadPublished)
            .WithTags("Gap")
            .WithSummary("A country's distance from another, per indicator and definition");

    private static async Task ReadAsync(
        HttpContext http, EditionQueries editions, GapQueries gaps, IOptions<PortalOptions> portal, string? country, string? reference, string? asOf,
        CancellationToken ct)
    {
        if (await AskedEdition.ReadAsync(http, editions, asOf) is not { } at) return;
        var (one, other) = (Given(country, portal.Value.HomeCountry), Given(reference, portal.Value.ReferenceCountry));
        var answer = await gaps.ReadAsync(one, other, at.Edition, ct);
        if (answer is not Outcome<IReadOnlyList<GapRow>>.Done { Value: var rows })
        {
            await Problems.RefuseAsync(http, answer);
            return;
        }
        await TableAnswer.WriteAsync(http, at.Edition.Number, at.IsLatest, new Table<GapRow>(GapTables.Rows, rows.ToAsyncEnumerable()), $"gap_{one}_{other}");
    }

    internal static string Given(string? code, string otherwise) => string.IsNullOrEmpty(code) ? otherwise : code.ToUpperInvariant();
}
