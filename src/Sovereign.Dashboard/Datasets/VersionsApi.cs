using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Npgsql;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Publishing;
using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Upload a file, follow its reading, see findings; <see cref="Review.ReviewApi"/> has what comes after.</summary>
public static class VersionsApi
{
    /// <summary>Body of <c>…/withdraw</c>.</summary>
    /// <param name="Comment">Why; everybody reads it.</param>
    public sealed record WithdrawBody(string? Comment);

    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapVersionsApi(this IEndpointRouteBuilder app)
    {
        app.MapPost("/work/uploads", UploadForm.ReceiveAsync).RequirePermission(Permissions.Upload).ExcludeFromDescription();
        var api = app.MapGroup("/api/v1/datasets/{code}/versions").WithTags("Versions");
        api.MapPost("/", UploadAsync).RequirePermission(Permissions.Upload).WithSummary("Upload a file: the body is the file")
            // Anything is let in to be refused in our words.
            .Accepts<string>("text/csv", "*/*");
        api.MapGet("/{id:guid}", StatusAsync).RequirePermission(Permissions.ReadDrafts).WithSummary("Where a version stands");
        api.MapGet("/{id:guid}/findings", FindingsAsync).RequirePermission(Permissions.ReadDrafts).WithSummary("All findings of a version");
        api.MapGet("/{id:guid}/file", FileAsync).RequirePermission(Permissions.ReadDrafts).WithSummary("The file, byte for byte as it was received");
        api.MapGet("/{id:guid}/file-with-errors", FileWithErrorsAsync).RequirePermission(Permissions.ReadDrafts)
            .WithSummary("The file as it was received, with one more column: what is wrong with each row");
        api.MapPost("/{id:guid}/withdraw", WithdrawAsync).RequirePermission(Permissions.Publish)
            .WithSummary("Take the newest published version back: the rows before it stand again");
    }

    private static async Task<IResult> UploadAsync(string code, HttpContext http, ReceiveFile receive, CurrentPerson person, CancellationToken ct)
    {
        if (MediaTypeRefusal(http.Request.ContentType) is { } media) return media;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = ReceiveFile.LargestFile + 1;
        if (http.Request.ContentLength > ReceiveFile.LargestFile)
            return Problems.From(new Refusal("too-large", $"The file is larger than {ReceiveFile.LargestFile >> 30} GiB."));

        var name = ContentDispositionHeaderValue.TryParse(http.Request.Headers.ContentDisposition.ToString(), out var disposition)
            ? disposition.FileNameStar.Value ?? HeaderUtilities.RemoveQuotes(disposition.FileName).Value
            : null;
        var outcome = await receive.RunAsync(person.Actor!, code, name ?? $"{code}.csv", http.Request.Body, ct);
        return outcome.Match<IResult>(
            id => TypedResults.Accepted($"/api/v1/datasets/{code}/versions/{id}", new { id, status = "received" }), Problems.From);
    }

    private static ProblemHttpResult? MediaTypeRefusal(string? contentType)
    {
        var type = MediaTypeHeaderValue.TryParse(contentType, out var media) ? media.MediaType.Value : null;
        if (type is null or "text/csv" or "application/csv" or "text/tab-separated-values" or "application/octet-stream" or "text/plain" or Workbook
            or "application/vnd.ms-excel" || type.StartsWith("application/vnd.sdmx.data+csv", StringComparison.Ordinal))
        {
            return null;
        }

        return TypedResults.Problem(
            detail: $"The body is {type}; expected text/csv, text/tab-separated-values or {Workbook}.",
            statusCode: StatusCodes.Status415UnsupportedMediaType, extensions: new Dictionary<string, object?> { ["code"] = "not-a-table" });
    }

    private static async Task<IResult> StatusAsync(string code, Guid id, HttpContext http, DatasetQueries datasets, CancellationToken ct)
    {
        if (await datasets.VersionAsync(id, ct) is not { } version || version.Dataset != code) return Unknown(code, id);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new
        {
            version.Id,
            version.Dataset,
            Status = version.Status.ToCode(),
            Version = version.Semantic,
            version.Edition,
            version.PublishedAt,
            File = version.HasFile ? version.FileName : null,
            Sha256 = version.HasFile ? version.Sha256 : null,
            Bytes = version.HasFile ? version.Length : (long?)null,
            version.Rows,
            version.Errors,
            version.Warnings,
            version.Unexplained,
            version.Progress,
            version.Added,
            version.Changed,
            version.Absent,
            version.Removed,
            version.UploadedAt,
            version.CheckedAt,
            version.RuleSet,
            version.IgnoredColumn,
            version.Comment,
            version.TakesBack,
            version.WithdrawnBy,
            StandsInstead = version.WithdrawnBy is not null && await datasets.CurrentVersionAsync(code, ct) is { } current
                ? new { current.Id, Version = current.Semantic, current.Edition, Href = $"/api/v1/datasets/{code}/versions/{current.Id}", Figures = DataLinks.Json(dataset: code) }
                : null,
            version.Returned,
            Stale = version.IsStale,
        });
    }

    private static async Task FindingsAsync(string code, Guid id, HttpContext http, DatasetQueries datasets, string? limit, string? after)
    {
        var ct = http.RequestAborted;
        var page = TableAnswer.ReadPage(limit, after);
        if (page is Outcome<(int? Limit, long After)>.Refused bad)
        {
            await Problems.From(bad.Why).ExecuteAsync(http);
            return;
        }

        if (await datasets.VersionAsync(id, ct) is not { } version || version.Dataset != code)
        {
            await Unknown(code, id).ExecuteAsync(http);
            return;
        }

        var (most, skip) = ((Outcome<(int? Limit, long After)>.Done)page).Value;
        // Findings of a reading that is not finished are not shown: it may begin anew.
        var findings = version.Status.IsUnread() ? AsyncEnumerable.Empty<Finding>() : datasets.FindingsAsync(version.Number, skip - 1, most + 1, ct);
        http.Response.Headers.CacheControl = "no-store";
        var table = new Table<Finding>(Tables.Findings(version.FileName), findings);
        if (TableAnswer.WantsCsv(http.Request))
        {
            http.Response.ContentType = CsvTable.MediaType;
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"findings_{id}.csv\"";
            await CsvTable.WriteAsync(http.Response.Body, table, ct);
            return;
        }

        http.Response.ContentType = JsonTable.MediaType;
        await JsonTable.WriteAsync(http.Response.Body, table, most, skip, ct);
    }

    private static async Task<IResult> FileAsync(
        string code, Guid id, HttpContext http, DatasetQueries datasets, NpgsqlDataSource database, CancellationToken ct)
    {
        if (await datasets.VersionAsync(id, ct) is not { } version || version.Dataset != code) return Unknown(code, id);
        if (!version.HasFile) return NoFile();
        Offer(http, version.FileName);
        http.Response.ContentLength = version.Length;
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var bytes = await ChunkStream.OpenAsync(connection, version.FileId, ct);
        await bytes.CopyToAsync(http.Response.Body, ct);
        return Results.Empty;
    }

    private static async Task<IResult> FileWithErrorsAsync(
        string code, Guid id, HttpContext http, DatasetQueries datasets, AnnotatedFile annotated, CancellationToken ct)
    {
        if (await datasets.VersionAsync(id, ct) is not { } version || version.Dataset != code) return Unknown(code, id);
        if (!version.HasFile) return NoFile();
        if (await annotated.JudgeAsync(version, ct) is Outcome<VersionDetails>.Refused refused) return Problems.From(refused.Why);
        Offer(http, $"{Path.GetFileNameWithoutExtension(version.FileName)}_errors{Path.GetExtension(version.FileName)}");
        await annotated.WriteAsync(version, http.Response.Body, ct);
        return Results.Empty;
    }

    private static ProblemHttpResult NoFile() => Problems.From(new Refusal("no-such-file", "A withdrawal has no file; the version it takes back has."));

    // No charset: the bytes are the uploader's, and may be in any encoding.
    private static void Offer(HttpContext http, string fileName)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "text/csv";
    }

    private static async Task<IResult> WithdrawAsync(
        string code, Guid id, WithdrawBody? body, DatasetQueries datasets, WithdrawVersion withdraw, CurrentPerson person, CancellationToken ct)
    {
        if (await datasets.VersionAsync(id, ct) is not { } version || version.Dataset != code) return Unknown(code, id);
        return (await withdraw.RunAsync(person.Actor!, id, body?.Comment, ct)).Match<IResult>(TypedResults.Ok, Problems.From);
    }

    /// <summary>The refusal of every address below a version that there is not.</summary>
    internal static ProblemHttpResult Unknown(string code, Guid id) =>
        Problems.From(new Refusal("unknown-version", $"Dataset '{code}' has no version {id}."));
}
