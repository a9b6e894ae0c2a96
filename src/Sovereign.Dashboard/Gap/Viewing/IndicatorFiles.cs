using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Design.Pictures;
using Sovereign.Dashboard.Exports.Shown;
using Sovereign.Dashboard.Gap.Comparing;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Gap.Viewing;

/// <summary>What an indicator's page shows, as files beside it: <c>/indicators/{code}.svg?tab=map&amp;unit=pc</c> obeys the same choices as the page.</summary>
public static class IndicatorFiles
{
    public static void MapIndicatorFiles(this IEndpointRouteBuilder app) =>
        app.MapGet($"/indicators/{{code}}.{{format:{ShownFormat.Constraint}}}", ReadAsync)
            .RequirePermission(Permissions.ReadPublished)
            .WithTags("Files")
            .WithSummary("What the page of an indicator shows, as CSV, JSON, XLSX, SVG, PNG or ZIP");

    private static async Task ReadAsync(
        string code, string format, HttpContext http, EditionQueries editions, ReferenceQueries references, IndicatorQueries indicators, IOptions<PortalOptions> portal,
        string? asOf, CancellationToken ct)
    {
        if (await AskedEdition.ReadAsync(http, editions, asOf) is not { } at) return;
        var known = await references.AsOfAsync(at.Edition, ct);
        if (!known.Indicators.TryGetValue(code, out var indicator))
        {
            await Problems.From(new Refusal("no-such-indicator", $"There is no indicator '{Echo.Of(code)}'.")).ExecuteAsync(http);
            return;
        }

        var address = IndicatorAddress.Of(http.Request.Query);
        var asked = address.Read(known, indicator, portal.Value, asOf);
        if (asked is not Outcome<IndicatorQuestion>.Done { Value: var question })
        {
            await Problems.RefuseAsync(http, asked);
            return;
        }

        var (view, _) = await indicators.ReadAsync(known, indicator, question, ct);
        var rows = ComparedRow.Of(known, [view.Column], []);
        var page = http.Request.Site() + Address.Of($"/indicators/{indicator.Code}", [.. address.Kept, ("asOf", Numbers.InstantCode(at.Edition.PublishedAt))]);
        var notes = ComparisonNotes.Of(
            known, portal.Value.Title, view.TitleText, view.Definition?.Text ?? indicator.Description, indicator.Code, page,
            [.. address.Kept.Where(entry => entry.Name is not ("tab" or "axis"))], [view.Column], rows);
        await ShownAnswer.WriteAsync(http, at.IsLatest, format, new ShownTable<ComparedRow>(notes, CompareTables.Rows, rows, rows.Count == 0 ? null : () => Draw(view, address.Shown, notes)));
    }

    private static Picture Draw(IndicatorView view, string tab, ShownNotes notes) => tab == "map"
        ? TileMapPicture.Of(new(view.TitleText, $"{view.Unit}. {view.PeriodsText}. One square per country, placed by region.", notes.Feet), view.Tiles, view.IsTotal)
        : DotPlotPicture.Of(
            new(view.TitleText, $"{view.Unit} on a {(view.IsLinear ? "linear" : "logarithmic")} axis. {view.PeriodsText}. A hollow dot is an estimate.", notes.Feet),
            view.Rows, view.IsLinear);
}
