using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Gap.Comparing;

/// <summary>Comparisons over HTTP, as JSON or CSV.</summary>
public static class CompareApi
{
    public static void MapCompareApi(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/compare", ReadAsync)
            .RequirePermission(Permissions.ReadPublished)
            .WithTags("Gap")
            .WithSummary("Countries by indicators, absolute, per capita or per GDP, with rank intervals and distance from a reference country");

    private static async Task ReadAsync(
        HttpContext http, EditionQueries editions, ReferenceQueries references, CompareQueries compare, IOptions<PortalOptions> portal, string? indicator,
        string? country, string? unit, string? reference, string? period, string? asOf, CancellationToken ct)
    {
        if (await AskedEdition.ReadAsync(http, editions, asOf) is not { } at) return;
        var known = await references.AsOfAsync(at.Edition, ct);
        IReadOnlyList<ComparedRow> rows = [];
        if (at.Edition.Number > 0)
        {
            if (string.IsNullOrEmpty(indicator))
            {
                await Problems.From(new Refusal("unknown-indicator", "indicator is missing; expected codes joined by ~, such as datacenter-power~developers.")).ExecuteAsync(http);
                return;
            }

            var asked = ReadComparison.Of(known, indicator, country, unit, string.IsNullOrEmpty(reference) ? portal.Value.ReferenceCountry : reference, period);
            if (asked is not Outcome<ComparisonAsked>.Done { Value: var question })
            {
                await Problems.RefuseAsync(http, asked);
                return;
            }

            rows = ComparedRow.Of(known, await compare.ReadAsync(known, question, ct), question.Countries);
        }

        await TableAnswer.WriteAsync(http, at.Edition.Number, at.IsLatest, new Table<ComparedRow>(CompareTables.Rows, rows.ToAsyncEnumerable()), "comparison");
    }
}
