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
        var resolved = await editions.ResolveAsync(asOf, ct);
        if (resolved is not Outcome<Edition>.Done { Value: var edition })
        {
            await RefuseAsync(http, resolved);
            return;
        }
        var (one, other) = (Given(country, portal.Value.HomeCountry), Given(reference, portal.Value.ReferenceCountry));
        var answer = await gaps.ReadAsync(one, other, edition, ct);
        if (answer is not Outcome<IReadOnlyList<GapRow>>.Done { Value: var rows })
        {
            await RefuseAsync(http, answer);
            return;
        }
        var isLatest = string.IsNullOrEmpty(asOf) || edition.Number == (await editions.LatestAsync(ct)).Number;
        await TableAnswer.WriteAsync(http, edition.Number, isLatest, new Table<GapRow>(GapTables.Rows, rows.ToAsyncEnumerable()), $"gap_{one}_{other}");
    }

    private static string Given(string? code, string otherwise) => string.IsNullOrEmpty(code) ? otherwise : code.ToUpperInvariant();

    private static Task RefuseAsync<T>(HttpContext http, Outcome<T> outcome) => outcome is Outcome<T>.Refused refused
        ? Problems.From(refused.Why).ExecuteAsync(http)
        : throw new InvalidOperationException("An outcome is either done or refused.");
}
