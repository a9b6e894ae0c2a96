using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Design.Pictures;

namespace Sovereign.Dashboard.Exports.Shown;

/// <summary>What a page shows as a ZIP file: table, picture, README, description for programs (Data Package 2.0, https://datapackage.org), manifest.</summary>
internal static class ShownPackage
{
    public static Task WriteAsync<T>(Stream destination, ShownTable<T> shown, CancellationToken ct) => SteadyZip.WriteAsync(destination, async zip =>
    {
        var package = new HashedZip(zip, ct);
        var notes = shown.Notes;
        await package.AddTextAsync("README.md", ShownReadme.Of(notes, shown.Rows.Count, shown.Draw is not null));
        var table = await package.AddTableAsync($"{notes.FileName}.csv", shown.Columns, shown.Rows.ToAsyncEnumerable());
        if (shown.Draw is { } draw) await package.AddTextAsync($"{notes.FileName}.svg", SvgPicture.Write(draw()));
        await package.AddTextAsync("datapackage.json", Describe(notes, table));
        await package.AddManifestAsync();
    }, ct);

    private static string Describe(ShownNotes notes, ZipPart table) => ReadableJson.Text(json =>
    {
        json.WriteString("$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
        json.WriteString("name", notes.Name);
        json.WriteString("title", notes.Title);
        json.WriteString("description", notes.Description);
        json.WriteString("created", Numbers.InstantCode(notes.PublishedAt));
        json.WriteStartArray("sources");
        foreach (var credit in notes.Credits)
        {
            json.WriteStartObject();
            json.WriteString("title", $"{credit.Title}, {credit.Publisher}");
            if (credit.Url is not null) json.WriteString("path", credit.Url);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        // Names of our own, which the standard lets stand beside its own.
        json.WriteNumber("edition", notes.Edition);
        json.WriteString("citation", notes.Citation);
        json.WriteStartObject("filters");
        foreach (var (name, value) in notes.Filters) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteStartArray("resources");
        json.WriteStartObject();
        json.WriteString("name", "shown");
        json.WriteString("path", table.Path);
        json.WriteString("type", "table");
        json.WriteString("format", "csv");
        json.WriteString("mediatype", "text/csv");
        json.WriteString("encoding", "utf-8");
        json.WriteNumber("bytes", table.Bytes);
        json.WriteString("hash", $"sha256:{table.Sha256}");
        json.WriteStartObject("schema");
        json.WriteStartArray("fields");
        foreach (var column in notes.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type);
            json.WriteString("description", column.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("missingValues");
        json.WriteStringValue("");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    });
}
