using Microsoft.Extensions.Options;
using Sovereign.Analytics.Decomposition;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Gap.Decompositions;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Gap;

/// <summary>Gaps over HTTP, as JSON or CSV.</summary>
public static class GapApi
{
    public static void MapGapApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/gap", ReadAsync)
            .RequirePermission(Permissions.ReadPublished)
            .WithTags("Gap")
            .WithSummary("A country's distance from another, per indicator and definition");
        app.MapGet("/api/v1/gap/decomposition", DecomposeAsync)
            .RequirePermission(Permissions.ReadPublished)
            .WithTags("Gap")
            .WithSummary("The distance taken apart by identities: factors whose shares add up to the whole, and what software can address of it");
    }

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

    private static async Task DecomposeAsync(
        HttpContext http, EditionQueries editions, DecompositionQueries decompositions, IOptions<PortalOptions> portal, string? country, string? reference,
        string? identity, string? definition, string? asOf, CancellationToken ct)
    {
        var by = string.IsNullOrEmpty(identity) ? null : IdentityCatalogue.Find(identity);
        if (by is null && !string.IsNullOrEmpty(identity))
        {
            await Problems.From(UnknownIdentity.Of(identity)).ExecuteAsync(http);
            return;
        }
        if (await AskedEdition.ReadAsync(http, editions, asOf) is not { } at) return;
        var (one, other) = (Given(country, portal.Value.HomeCountry), Given(reference, portal.Value.ReferenceCountry));
        var answer = await decompositions.ReadAsync(new(one, other, by, string.IsNullOrEmpty(definition) ? null : definition), at.Edition, ct);
        if (answer is not Outcome<IReadOnlyList<DecompositionResult>>.Done { Value: var results })
        {
            await Problems.RefuseAsync(http, answer);
            return;
        }
        var columns = TableAnswer.WantsCsv(http.Request) ? DecompositionTables.Rows : DecompositionTables.RowsWithInputs;
        await TableAnswer.WriteAsync(
            http, at.Edition.Number, at.IsLatest, new Table<DecompositionRow>(columns, results.SelectMany(DecompositionRow.Of).ToAsyncEnumerable()),
            $"decomposition_{one}_{other}");
    }

    internal static string Given(string? code, string otherwise) => string.IsNullOrEmpty(code) ? otherwise : code.ToUpperInvariant();
}
