using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Exports.Shown;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Gap.Comparing;

/// <summary>What a comparison shows, as files beside it: <c>/compare.xlsx?c=IND~USA&amp;i=developers</c>.</summary>
public static class CompareFiles
{
    public static void MapCompareFiles(this IEndpointRouteBuilder app) =>
        app.MapGet($"/compare.{{format:{ShownFormat.Constraint}}}", ReadAsync)
            .RequirePermission(Permissions.ReadPublished)
            .WithTags("Files")
            .WithSummary("A comparison as CSV, JSON, XLSX or ZIP");

    private static async Task ReadAsync(
        string format, HttpContext http, EditionQueries editions, ReferenceQueries references, CompareQueries compare, IOptions<PortalOptions> portal, string? i, string? c,
        string? unit, string? reference, string? t, string? asOf, CancellationToken ct)
    {
        if (await AskedEdition.ReadAsync(http, editions, asOf) is not { } at) return;
        if (at.Edition.Number == 0)
        {
            await Problems.From(new Refusal("no-such-edition", "Nothing was published then.")).ExecuteAsync(http);
            return;
        }

        var known = await references.AsOfAsync(at.Edition, ct);
        var asked = ReadComparison.Of(known, i, c, unit, string.IsNullOrEmpty(reference) ? portal.Value.ReferenceCountry : reference, t);
        if (asked is not Outcome<ComparisonAsked>.Done { Value: var question })
        {
            await Problems.RefuseAsync(http, asked);
            return;
        }

        var columns = await compare.ReadAsync(known, question, ct);
        var rows = ComparedRow.Of(known, columns, question.Countries);
        (string Name, string? Value)[] chosen = [("c", c), ("i", i), ("unit", unit), ("reference", reference), ("t", t)];
        var notes = ComparisonNotes.Of(
            known, portal.Value.Title, $"Countries compared: {string.Join("; ", columns.Select(column => column.TitleText()))}",
            $"{question.Countries.Count} countries by {columns.Count} indicators, each on one definition.", "comparison",
            http.Request.Site() + Address.Of("/compare", [.. chosen, ("asOf", Numbers.InstantCode(at.Edition.PublishedAt))]), chosen, columns, rows);
        await ShownAnswer.WriteAsync(http, at.IsLatest, format, new ShownTable<ComparedRow>(notes, CompareTables.Rows, rows, null));
    }
}
