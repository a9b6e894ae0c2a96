using System.Text;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>How a version's file is read: see it, and say it.</summary>
public static class ReadingApi
{
    /// <summary>Bytes; a reading of two thousand columns and ten thousand names has one million.</summary>
    private const int LargestBody = 4 << 20;

    public static void MapReadingApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/datasets/{code}/versions/{id:guid}/reading").WithTags("Versions");
        api.MapGet("/", GetAsync).RequirePermission(Permissions.ReadDrafts).WithSummary("How the file is read: encoding, separator, header, shape and columns, with its first rows and what is open");
        api.MapPut("/", PutAsync).RequirePermission(Permissions.Upload)
            .WithSummary("Confirm how the file is read, and read it so; without columns, have them proposed anew");
    }

    private static async Task<IResult> GetAsync(string code, Guid id, HttpContext http, DatasetQueries datasets, ReadingQueries readings, CancellationToken ct)
    {
        if (await datasets.VersionAsync(id, ct) is not { } version || version.Dataset != code) return VersionsApi.Unknown(code, id);
        http.Response.Headers.CacheControl = "no-store";
        return await readings.FindAsync(version, ct) is { } view
            ? TypedResults.Text(Json(view), "application/json")
            : Problems.From(new Refusal("not-read", "Nobody has looked at the file yet, or it is no table."));
    }

    private static async Task<IResult> PutAsync(
        string code, Guid id, HttpContext http, DatasetQueries datasets, ConfirmReading confirm, ReadingQueries readings, CurrentPerson person, CancellationToken ct)
    {
        if (await datasets.VersionAsync(id, ct) is not { } version || version.Dataset != code) return VersionsApi.Unknown(code, id);
        Reading said;
        try
        {
            var body = new byte[LargestBody + 1];
            var length = await http.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
            if (length > LargestBody) return Problems.From(new Refusal("bad-reading", $"The body is larger than {LargestBody >> 20} MiB, and no reading is."));
            said = ReadingJson.Read<Reading>(Encoding.UTF8.GetString(body, 0, length));
        }
        catch (System.Text.Json.JsonException fault)
        {
            return Problems.From(new Refusal("bad-reading", $"The body is no reading{(fault.Path is { } path ? $": {path} holds what it may not" : "")}."));
        }

        var outcome = await confirm.RunAsync(person.Actor!, id, said, ct);
        if (outcome is Outcome<Reading>.Refused refused) return Problems.From(refused.Why);
        return TypedResults.Text(Json((await readings.FindAsync(version, ct))!), "application/json");
    }

    /// <summary>The reading's own fields, then what helps to judge it.</summary>
    private static string Json(ReadingView view)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(ReadingJson.Write(view.Reading))!.AsObject();
        json["questions"] = System.Text.Json.Nodes.JsonNode.Parse(ReadingJson.Write(view.Questions));
        json["firstRows"] = System.Text.Json.Nodes.JsonNode.Parse(ReadingJson.Write(view.FirstRows));
        if (view.Sheets.Count > 0) json["sheets"] = System.Text.Json.Nodes.JsonNode.Parse(ReadingJson.Write(view.Sheets));
        if (view.Skipped is not null) json["skipped"] = System.Text.Json.Nodes.JsonNode.Parse(ReadingJson.Write(view.Skipped));
        json["confirmed"] = view.ConfirmedBy is not null;
        return json.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
