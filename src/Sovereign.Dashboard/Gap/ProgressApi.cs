using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Gap;

/// <summary>Progress over HTTP: as JSON one item per indicator with every method and every point, as CSV one line per indicator and method.</summary>
public static class ProgressApi
{
    public static void MapProgressApi(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/progress", ReadAsync)
            .RequirePermission(Permissions.ReadPublished)
            .WithTags("Gap")
            .WithSummary("How a country moves beside another, per indicator, by several methods");

    private static async Task ReadAsync(
        HttpContext http, EditionQueries editions, ProgressQueries progress, IOptions<PortalOptions> portal, string? country, string? reference, string? asOf,
        CancellationToken ct)
    {
        if (await AskedEdition.ReadAsync(http, editions, asOf) is not { } at) return;
        var (one, other) = (GapApi.Given(country, portal.Value.HomeCountry), GapApi.Given(reference, portal.Value.ReferenceCountry));
        var answer = await progress.ReadAsync(one, other, at.Edition, ct);
        if (answer is not Outcome<IReadOnlyList<ProgressRow>>.Done { Value: var rows })
        {
            await Problems.RefuseAsync(http, answer);
            return;
        }

        var (edition, fileName) = (at.Edition.Number, $"progress_{one}_{other}");
        if (TableAnswer.WantsCsv(http.Request))
        {
            var lines = rows.SelectMany(row => row.Judgement.Answers, (row, method) => (row, ProgressMethodAnswer.Of(method)));
            await TableAnswer.WriteAsync(
                http, edition, at.IsLatest, new Table<(ProgressRow, ProgressMethodAnswer)>(ProgressTables.Lines, lines.ToAsyncEnumerable()), fileName);
            return;
        }
        await TableAnswer.WriteAsync(http, edition, at.IsLatest, new Table<ProgressRow>(ProgressTables.Rows, rows.ToAsyncEnumerable()), fileName);
    }
}
