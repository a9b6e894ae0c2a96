using System.Text.Json;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.History;
using Sovereign.Dashboard.Datasets.Publishing;
using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>What a second person does with a draft: see what it would change, have its warnings explained, send it back, compare it again, decide.</summary>
public static class ReviewApi
{
    /// <summary>Body of <c>…/explanations</c>.</summary>
    /// <param name="Code">Which rule.</param>
    /// <param name="Row">Line in the file; left out, every warning of the rule that has no reason yet is meant.</param>
    /// <param name="Column">Narrows to a column.</param>
    /// <param name="ReasonCode">One of <see cref="ReasonCodes"/>; "other" unless given.</param>
    /// <param name="Reason">In words.</param>
    /// <param name="Items">Several at once, instead of the fields beside it; one without a reason takes the one given there.</param>
    public sealed record ExplainBody(string? Code, long? Row, string? Column, string? ReasonCode, string? Reason, IReadOnlyList<ExplainItem>? Items);

    /// <summary>One of several in the body of <c>…/explanations</c>.</summary>
    public sealed record ExplainItem(string? Code, long? Row, string? Column, string? ReasonCode, string? Reason);

    /// <summary>Body of <c>…/return</c>; the comment is required.</summary>
    public sealed record ReturnBody(string? Comment);

    /// <summary>Body of <c>…/publish</c>.</summary>
    /// <param name="Removed">How many rows are expected to disappear; checked when given.</param>
    public sealed record PublishBody(string? Kind, string? Comment, bool RemoveMissing, long? Removed);

    /// <summary>Body of <c>…/reject</c>.</summary>
    public sealed record RejectBody(string? Comment);

    /// <summary>A key figure that publishing would move.</summary>
    public sealed record MovedKpi(string Code, string Title, string Unit, double? Before, double? After, double? RelativeChange);

    public static void MapReviewApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/datasets/{code}/versions/{id:guid}").WithTags("Versions");
        api.MapGet("/changes", ChangesAsync).RequirePermission(Permissions.ReadDrafts)
            .WithSummary("What publishing a draft would change: rows, the largest change first, and key figures");
        api.MapPost("/explanations", ExplainAsync).RequirePermission(Permissions.Upload)
            .WithSummary("Explain warnings of a draft: one by row, several, or all of a rule that have no reason yet");
        api.MapPost("/compare", CompareAsync).RequirePermission(Permissions.Upload).WithSummary("Read and compare a draft anew with what is published now");
        api.MapPost("/submit", SubmitAsync).RequirePermission(Permissions.Upload).WithSummary("Hand a returned draft in again");
        api.MapPost("/return", ReturnAsync).RequirePermission(Permissions.Publish).WithSummary("Send a draft back to its uploader with a comment");
        api.MapPost("/publish", PublishAsync).RequirePermission(Permissions.Publish).WithSummary("Publish a draft that somebody else uploaded");
        api.MapPost("/reject", RejectAsync).RequirePermission(Permissions.Publish).WithSummary("Refuse a draft");
    }

    private static async Task ChangesAsync(
        string code, Guid id, HttpContext http, DatasetQueries datasets, DraftChanges changes, IEnumerable<IPublicationImpact> impacts, EditionQueries editions,
        Microsoft.Extensions.Options.IOptions<PortalOptions> portal, string? limit, string? after)
    {
        var ct = http.RequestAborted;
        var page = TableAnswer.ReadPage(limit, after);
        if (page is not Outcome<(int? Limit, long After)>.Done { Value: var (most, skip) })
        {
            await Problems.RefuseAsync(http, page);
            return;
        }

        if (await datasets.VersionAsync(id, ct) is not { } version || version.Dataset != code)
        {
            await VersionsApi.Unknown(code, id).ExecuteAsync(http);
            return;
        }

        http.Response.Headers.CacheControl = "no-store";
        var table = new Table<DraftChange>(ReviewTables.Changes, changes.StreamAsync(version, skip, most + 1, ct));
        if (TableAnswer.WantsCsv(http.Request))
        {
            http.Response.ContentType = CsvTable.MediaType;
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"changes_{id}.csv\"";
            await CsvTable.WriteAsync(http.Response.Body, most is { } few ? table with { Rows = table.Rows.Take(few) } : table, ct);
            return;
        }

        // Key figures stand on the first page: they are of the draft, not of its rows.
        var impact = skip > 0 ? null : await DraftImpact.OfAsync(impacts, editions, version, portal.Value.HomeCountry, portal.Value.ReferenceCountry, ct);
        http.Response.ContentType = JsonTable.MediaType;
        await JsonTable.WriteAsync(http.Response.Body, table, most, skip, ct, opening: json =>
        {
            json.WriteNumber("added", version.Added);
            json.WriteNumber("changed", version.Changed);
            json.WriteNumber("absent", version.Absent);
            json.WriteNumber("removed", version.Removed);
            json.WriteNumber("baseEdition", version.BaseEdition);
            json.WriteBoolean("stale", version.IsStale);
            if (impact is null) return;
            json.WritePropertyName("kpis");
            JsonSerializer.Serialize(
                json, new { KeepingMissing = Told(impact.KeepingMissing), RemovingMissing = Told(impact.RemovingMissing) }, JsonSerializerOptions.Web);
        });
    }

    private static IEnumerable<MovedKpi> Told(IReadOnlyList<MovedFigure> figures) => figures.Select(figure => new MovedKpi(
        figure.Code, figure.Title, figure.Unit, figure.Before.Value, figure.After.Value, figure.RelativeChange));

    private static async Task<IResult> ExplainAsync(
        string code, Guid id, ExplainBody? body, DatasetQueries datasets, ExplainFindings explain, CurrentPerson person, CancellationToken ct)
    {
        if (await datasets.VersionAsync(id, ct) is not { } version || version.Dataset != code) return VersionsApi.Unknown(code, id);
        IReadOnlyList<ExplainRequest> asked = (body?.Items, body) switch
        {
            ({ } items, _) => [.. items.Select(item => new ExplainRequest(
                item.Code ?? body.Code, item.Row, item.Column ?? body.Column, item.ReasonCode ?? body.ReasonCode, item.Reason ?? body.Reason))],
            (null, { }) => [new(body.Code, body.Row, body.Column, body.ReasonCode, body.Reason)],
            _ => [],
        };
        if (asked.Any(request => request.Code is null))
            return Problems.From(new Refusal("code-missing", "A warning is named by its code, and by its row where one is meant; no code is given."));
        return (await explain.RunAsync(person.Actor!, id, asked, ct)).Match<IResult>(TypedResults.Ok, Problems.From);
    }

    private static async Task<IResult> CompareAsync(string code, Guid id, DatasetQueries datasets, CompareAgain compare, CurrentPerson person, CancellationToken ct)
    {
        if (await datasets.VersionAsync(id, ct) is not { } version || version.Dataset != code) return VersionsApi.Unknown(code, id);
        return (await compare.RunAsync(person.Actor!, id, ct)).Match<IResult>(
            _ => TypedResults.Accepted($"/api/v1/datasets/{code}/versions/{id}", new { id, status = "received" }), Problems.From);
    }

    private static async Task<IResult> SubmitAsync(string code, Guid id, DatasetQueries datasets, SubmitVersion submit, CurrentPerson person, CancellationToken ct)
    {
        if (await datasets.VersionAsync(id, ct) is not { } version || version.Dataset != code) return VersionsApi.Unknown(code, id);
        return (await submit.RunAsync(person.Actor!, id, ct)).Match<IResult>(_ => TypedResults.NoContent(), Problems.From);
    }

    private static async Task<IResult> ReturnAsync(
        string code, Guid id, ReturnBody? body, DatasetQueries datasets, ReturnVersion send, CurrentPerson person, CancellationToken ct)
    {
        if (await datasets.VersionAsync(id, ct) is not { } version || version.Dataset != code) return VersionsApi.Unknown(code, id);
        return (await send.RunAsync(person.Actor!, id, body?.Comment, ct)).Match<IResult>(_ => TypedResults.NoContent(), Problems.From);
    }

    private static async Task<IResult> PublishAsync(
        string code, Guid id, PublishBody? body, DatasetQueries datasets, PublishVersion publish, CurrentPerson person, CancellationToken ct)
    {
        if (await datasets.VersionAsync(id, ct) is not { } version || version.Dataset != code) return VersionsApi.Unknown(code, id);
        if (body?.Kind is not (null or "update" or "correction"))
            return Problems.From(new Refusal("bad-kind", $"kind is '{body.Kind}'; expected update or correction."));
        var outcome = await publish.RunAsync(
            person.Actor!, id, new PublishRequest(body?.Kind == "correction", body?.Comment, body?.RemoveMissing ?? false, body?.Removed), ct);
        return outcome.Match<IResult>(TypedResults.Ok, Problems.From);
    }

    private static async Task<IResult> RejectAsync(
        string code, Guid id, RejectBody? body, DatasetQueries datasets, RejectVersion reject, CurrentPerson person, CancellationToken ct)
    {
        if (await datasets.VersionAsync(id, ct) is not { } version || version.Dataset != code) return VersionsApi.Unknown(code, id);
        return (await reject.RunAsync(person.Actor!, id, body?.Comment, ct)).Match<IResult>(_ => TypedResults.NoContent(), Problems.From);
    }
}
