using System.Globalization;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>The files of datasets, beside their pages: <c>/data/{dataset}/{version}.csv</c>, <c>/data/{dataset}.csv</c> and so on.</summary>
public static class FilesApi
{
    public static void MapFilesApi(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/data").RequirePermission(Permissions.ReadPublished).WithTags("Files");
        foreach (var format in FileFormats.All)
        {
            // The longer extension is tried first: .sdmx.csv ends with .csv too.
            var order = -format.Extension.Count(letter => letter == '.');
            files.MapGet($"/{{code}}/{{version}}{format.Extension}", (string code, string version, string? asOf, HttpContext http, DatasetFiles datasets, PublishedObservations rows) =>
                AnswerAsync(http, datasets, rows, format, code, version, asOf)).WithOrder(order).WithSummary($"A version of a dataset as {format.Title}");
            files.MapGet($"/{{code}}{format.Extension}", (string code, string? asOf, HttpContext http, DatasetFiles datasets, PublishedObservations rows) =>
                AnswerAsync(http, datasets, rows, format, code, null, asOf)).WithOrder(order).WithSummary($"A dataset as {format.Title}");
        }
    }

    /// <summary>The dataset, or null after the refusal was written.</summary>
    internal static async Task<DatasetFiles.Shelf?> ReadShelfAsync(HttpContext http, DatasetFiles datasets, string code, string? asOf)
    {
        switch (await datasets.FindShelfAsync(code, asOf, http.RequestAborted))
        {
            case Outcome<DatasetFiles.Shelf>.Done found:
                return found.Value;
            case Outcome<DatasetFiles.Shelf>.Refused refused:
                await RefuseAsync(http, refused.Why, "/data", "All datasets");
                break;
        }

        return null;
    }

    private static async Task AnswerAsync(
        HttpContext http, DatasetFiles datasets, PublishedObservations observations, FileFormat format, string code, string? version, string? asOf)
    {
        var ct = http.RequestAborted;
        if (await ReadShelfAsync(http, datasets, code, asOf) is not { } shelf) return;
        var outcome = await datasets.FindAsync(shelf, version, ct);
        if (outcome is Outcome<DatasetFile>.Refused refused)
        {
            if (refused.Why.Code == "withdrawn") PointToSuccessor(http, shelf, format.Extension);
            await RefuseAsync(http, refused.Why, $"/data/{code}", shelf.Dataset.Title);
            return;
        }

        var file = ((Outcome<DatasetFile>.Done)outcome).Value;
        // A version never changes but may be withdrawn: whoever keeps it asks again.
        if (EditionAnswer.IsUnchanged(http, file.Edition.Number, version is not null || shelf.Asked.IsLatest, format.Code)) return;
        var headers = http.Response.Headers;
        headers.ContentType = format.MediaType;
        headers.ContentDisposition = $"attachment; filename=\"{format.FileName(file)}\"";
        headers.Append("Link", $"<{file.Page}>; rel=\"describedby\"; type=\"text/html\"");
        if (file.RowsLeftOut > 0) headers["X-Rows-Left-Out"] = file.RowsLeftOut.ToString(CultureInfo.InvariantCulture);
        await format.WriteAsync(file, observations.StreamAsync(file.Edition, file.Filter, ct), http.Response.Body, ct);
    }

    /// <summary>Names the version to read instead, as RFC 5829 has it.</summary>
    internal static void PointToSuccessor(HttpContext http, DatasetFiles.Shelf shelf, string extension)
    {
        if (DatasetFiles.Successor(shelf) is { } next) http.Response.Headers.Append("Link", $"</data/{shelf.Dataset.Code}/{next.Semantic}{extension}>; rel=\"successor-version\"");
    }

    /// <summary>Programs are told by a problem, people who followed a link by a page.</summary>
    private static Task RefuseAsync(HttpContext http, Refusal why, string page, string pageTitle)
    {
        if (!http.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == "text/html")) return Problems.From(why).ExecuteAsync(http);
        http.Features.Set(new RefusedFile(why, page, pageTitle));
        http.Response.StatusCode = Problems.StatusOf(why.Code);
        http.Response.Headers.Vary = "Accept";
        return Task.CompletedTask;
    }
}
