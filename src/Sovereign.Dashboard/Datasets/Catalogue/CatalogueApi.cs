using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>What is told of datasets for programs and for those who fill files: templates, schemas, and the catalogue in DCAT.</summary>
public static class CatalogueApi
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapCatalogueApi(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/data").RequirePermission(Permissions.ReadPublished).WithTags("Files");
        files.MapGet("/{code}/template.csv", (string code, HttpContext http, DatasetFiles datasets, PublishedObservations rows, IOptions<PortalOptions> portal) =>
            AnswerTemplateAsync(http, datasets, rows, portal, code, "template.csv", CsvTable.MediaType, (template, to, ct) => template.WriteCsvAsync(to, ct)))
            .WithOrder(-3).WithSummary("A file to fill and upload, as CSV");
        files.MapGet("/{code}/template.xlsx", (string code, HttpContext http, DatasetFiles datasets, PublishedObservations rows, IOptions<PortalOptions> portal) =>
            AnswerTemplateAsync(http, datasets, rows, portal, code, "template.xlsx", Workbook.MediaType, (template, to, ct) => template.WriteXlsxAsync(to, ct)))
            .WithOrder(-3).WithSummary("A file to fill and upload, as a workbook that offers the codes");
        files.MapGet("/{code}/schema.json", AnswerSchemaAsync).WithOrder(-3).WithSummary("What a file of the dataset holds, as Table Schema");
        app.MapGet("/catalog.jsonld", AnswerCatalogueAsync).RequirePermission(Permissions.ReadPublished).WithTags("Files").WithSummary("The catalogue, as DCAT 3");
    }

    private static async Task AnswerTemplateAsync(
        HttpContext http, DatasetFiles datasets, PublishedObservations observations, IOptions<PortalOptions> portal, string code, string name, string mediaType,
        Func<Template, Stream, CancellationToken, Task> writeAsync)
    {
        if (await FilesApi.ReadShelfAsync(http, datasets, code, null) is not { } shelf) return;
        if (EditionAnswer.IsUnchanged(http, shelf.Asked.Edition.Number, shelf.Asked.IsLatest, name)) return;
        var indicators = await IndicatorsAsync(observations, shelf);
        var template = new Template(
            shelf.Dataset, shelf.Known, indicators.Count > 0 ? indicators : [.. shelf.Known.Indicators.Values.OrderBy(indicator => indicator.Code, StringComparer.Ordinal)],
            [portal.Value.HomeCountry, portal.Value.ReferenceCountry]);
        http.Response.ContentType = mediaType;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{code}_{name}\"";
        await writeAsync(template, http.Response.Body, http.RequestAborted);
    }

    private static async Task AnswerSchemaAsync(string code, string? asOf, HttpContext http, DatasetFiles datasets, PublishedObservations observations)
    {
        if (await FilesApi.ReadShelfAsync(http, datasets, code, asOf) is not { } shelf) return;
        if (EditionAnswer.IsUnchanged(http, shelf.Asked.Edition.Number, shelf.Asked.IsLatest, "schema")) return;
        http.Response.ContentType = JsonTable.MediaType;
        await http.Response.WriteAsync(DataPackage.Schema(shelf.Dataset, await IndicatorsAsync(observations, shelf)), http.RequestAborted);
    }

    private static async Task AnswerCatalogueAsync(
        string? asOf, HttpContext http, EditionQueries editions, ReferenceQueries reference, DatasetFiles datasets, CatalogueEntries entries, IOptions<PortalOptions> portal)
    {
        var ct = http.RequestAborted;
        if (await AskedEdition.ReadAsync(http, editions, asOf) is not { } at) return;
        if (EditionAnswer.IsUnchanged(http, at.Edition.Number, at.IsLatest, "dcat")) return;
        var listed = new List<CatalogueEntry>();
        foreach (var code in (await reference.AsOfAsync(at.Edition, ct)).Datasets.Keys.Order(StringComparer.Ordinal))
        {
            if (await datasets.FindShelfAsync(code, asOf, ct) is Outcome<DatasetFiles.Shelf>.Done { Value: var shelf }) listed.Add(await entries.ReadAsync(shelf, ct));
        }

        http.Response.ContentType = "application/ld+json; charset=utf-8";
        await http.Response.WriteAsync(new OpenData(http.Request.Site(), portal.Value.Title).Catalogue(at.Edition, listed).ToJsonString(Readable), ct);
    }

    /// <summary>What the dataset measures.</summary>
    private static async Task<List<Indicator>> IndicatorsAsync(PublishedObservations observations, DatasetFiles.Shelf shelf) =>
    [
        .. (await observations.CountAsync(shelf.Asked.Edition)).Where(count => count.Dataset == shelf.Dataset.Code).Select(count => count.Indicator).Distinct()
            .Order(StringComparer.Ordinal).Select(code => shelf.Known.Indicators[code]),
    ];
}
