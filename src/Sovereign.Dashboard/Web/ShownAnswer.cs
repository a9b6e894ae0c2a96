using System.Text;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Design.Pictures;
using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Exports.Shown;

namespace Sovereign.Dashboard.Web;

/// <summary>Answers what a page shows as a file, with the headers of its edition.</summary>
public static class ShownAnswer
{
    /// <param name="http">The request and its answer.</param>
    /// <param name="isLatest">Whether a later edition may yet change this answer.</param>
    /// <param name="format">A code of <see cref="ShownFormat"/>.</param>
    /// <param name="shown">What is written.</param>
    public static async Task WriteAsync<T>(HttpContext http, bool isLatest, string format, ShownTable<T> shown)
    {
        var (ct, body, notes) = (http.RequestAborted, http.Response.Body, shown.Notes);
        if (ShownFormat.IsPicture(format) && shown.Draw is null)
        {
            await Problems.From(new Refusal("no-such-picture", "There is no picture of what is asked for: it has no figures to draw.")).ExecuteAsync(http);
            return;
        }

        if (EditionAnswer.IsUnchanged(http, notes.Edition, isLatest, format)) return;
        http.Response.ContentType = format switch
        {
            ShownFormat.Csv => CsvTable.MediaType,
            ShownFormat.Json => JsonTable.MediaType,
            ShownFormat.Xlsx => Workbook.MediaType,
            ShownFormat.Svg => SvgPicture.MediaType,
            ShownFormat.Png => PngPicture.MediaType,
            ShownFormat.Zip => SteadyZip.MediaType,
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format."),
        };
        var disposition = ShownFormat.IsPicture(format) ? "inline" : "attachment";
        http.Response.Headers.ContentDisposition = $"{disposition}; filename=\"{notes.FileName}.{format}\"";
        switch (format)
        {
            case ShownFormat.Csv: await CsvTable.WriteAsync(body, shown.Table, ct); break;
            case ShownFormat.Json: await JsonTable.WriteAsync(body, shown.Table, null, 0, ct, opening: json => Describe(json, notes)); break;
            case ShownFormat.Xlsx: await WriteWorkbookAsync(body, shown, ct); break;
            case ShownFormat.Svg: await body.WriteAsync(Encoding.UTF8.GetBytes(SvgPicture.Write(shown.Draw!())), ct); break;
            case ShownFormat.Png: await body.WriteAsync(PngPicture.Write(shown.Draw!()), ct); break;
            case ShownFormat.Zip: await ShownPackage.WriteAsync(body, shown, ct); break;
        }
    }

    private static void Describe(System.Text.Json.Utf8JsonWriter json, ShownNotes notes)
    {
        json.WriteString("title", notes.Title);
        json.WriteNumber("edition", notes.Edition);
        json.WriteString("citation", notes.Citation);
        json.WriteStartObject("filters");
        foreach (var (name, value) in notes.Filters) json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static Task WriteWorkbookAsync<T>(Stream body, ShownTable<T> shown, CancellationToken ct) => Workbook.WriteAsync(body, async workbook =>
    {
        var notes = shown.Notes;
        await workbook.StartAsync("About", [("About this file", 26), ("", 110)], ct, Workbook.Text);
        await Row("Title", notes.Title);
        await Row("What it is", notes.Description);
        await Row("Edition", $"{notes.Edition}, published {Design.Numbers.Day(notes.PublishedAt)}");
        foreach (var (name, value) in notes.Filters) await Row($"Filter: {name}", value);
        await Row("Citation", notes.Citation);
        await Row("Processing", notes.Processing);
        foreach (var credit in notes.Credits) await Row($"Source: {credit.Code}", $"{credit.Title}, {credit.Publisher}. Licence: {credit.Licence.TrimEnd('.')}; {credit.Allowed}. {credit.Url}");
        foreach (var column in notes.Columns) await Row($"Column: {column.Name}", column.Text);
        await workbook.AddAsync("Figures", shown.Table, ct);

        async Task Row(string name, string value) => await workbook.Sheets.AddRowAsync(new SpreadCheetah.DataCell[] { new(name), new(value) }, ct);
    }, ct);
}
