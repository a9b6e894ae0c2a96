using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sovereign.Dashboard.Tests.Datasets.Readings;

/// <summary>
/// Builds XLSX by hand, part by part (ECMA-376, SpreadsheetML), so that a workbook holds exactly what its source says: digits, formats, formulas without
/// values, hidden sheets and things that no library would write.
/// </summary>
internal sealed class CorpusWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    // Fixed, so that a source always gives the same bytes.
    private static readonly DateTimeOffset Written = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly CorpusWorkbookSource source;
    private readonly List<string> texts = [];
    private readonly List<string> formats = [];

    private CorpusWorkbook(CorpusWorkbookSource source) => this.source = source;

    public static Stream Build(byte[] json)
    {
        var source = JsonSerializer.Deserialize<CorpusWorkbookSource>(json, Options) ?? throw new InvalidDataException("The source of a workbook is null.");
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true)) new CorpusWorkbook(source).Write(zip);
        bytes.SetLength((long)(bytes.Length * source.KeepFraction));
        bytes.Position = 0;
        return bytes;
    }

    private void Write(ZipArchive zip)
    {
        foreach (var (name, text) in source.Parts) Part(zip, name, text);
        if (source.Sheets.Count == 0) return;
        Part(zip, "[Content_Types].xml", ContentTypes());
        Part(zip, "_rels/.rels", Links(("rId1", $"{Relations}/officeDocument", "xl/workbook.xml", false)));
        Part(zip, "xl/workbook.xml", Workbook());
        Part(zip, "xl/_rels/workbook.xml.rels", WorkbookLinks());
        for (var i = 0; i < source.Sheets.Count; i++) Sheet(zip, $"xl/worksheets/sheet{i + 1}.xml", source.Sheets[i], i == 0 ? source.BombMebibytes : 0);
        // After the sheets, which fill both tables.
        Part(zip, "xl/sharedStrings.xml", $"{Head}<sst xmlns=\"{Main}\">{string.Concat(texts.Select(text => $"<si><t xml:space=\"preserve\">{Xml(text)}</t></si>"))}</sst>");
        Part(zip, "xl/styles.xml", Styles());
        if (source.Macros) Part(zip, "xl/vbaProject.bin", "no real project: its presence is what counts");
        if (source.ExternalLink is null) return;
        Part(zip, "xl/externalLinks/externalLink1.xml", $"{Head}<externalLink xmlns=\"{Main}\"><externalBook xmlns:r=\"{Relations}\" r:id=\"rId1\"><sheetNames><sheetName val=\"Sheet1\"/></sheetNames></externalBook></externalLink>");
        Part(zip, "xl/externalLinks/_rels/externalLink1.xml.rels", Links(("rId1", $"{Relations}/externalLinkPath", source.ExternalLink, true)));
    }

    private string ContentTypes()
    {
        var book = source.Macros ? "application/vnd.ms-excel.sheet.macroEnabled.main+xml" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
        var parts = new StringBuilder(Head)
            .Append("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">")
            .Append("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>")
            .Append("<Default Extension=\"xml\" ContentType=\"application/xml\"/>")
            .Append("<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>")
            .Append(Override("/xl/workbook.xml", book))
            .Append(Override("/xl/sharedStrings.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"))
            .Append(Override("/xl/styles.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"));
        for (var i = 1; i <= source.Sheets.Count; i++)
            parts.Append(Override($"/xl/worksheets/sheet{i}.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"));
        if (source.ExternalLink is not null)
            parts.Append(Override("/xl/externalLinks/externalLink1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"));
        return parts.Append("</Types>").ToString();
    }

    private string Workbook()
    {
        var xml = new StringBuilder(Head).Append($"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\">");
        if (source.Date1904) xml.Append("<workbookPr date1904=\"1\"/>");
        xml.Append("<sheets>");
        for (var i = 1; i <= source.Sheets.Count; i++)
        {
            var sheet = source.Sheets[i - 1];
            var state = sheet.State is null ? "" : $" state=\"{sheet.State}\"";
            xml.Append(CultureInfo.InvariantCulture, $"<sheet name=\"{Xml(sheet.Name)}\" sheetId=\"{i}\"{state} r:id=\"rId{i}\"/>");
        }

        xml.Append("</sheets>");
        if (source.ExternalLink is not null) xml.Append("<externalReferences><externalReference r:id=\"external\"/></externalReferences>");
        return xml.Append("</workbook>").ToString();
    }

    private string WorkbookLinks()
    {
        List<(string Id, string Type, string Target, bool External)> links =
        [
            .. source.Sheets.Select((_, i) => ($"rId{i + 1}", $"{Relations}/worksheet", $"worksheets/sheet{i + 1}.xml", false)),
            ("styles", $"{Relations}/styles", "styles.xml", false),
            ("strings", $"{Relations}/sharedStrings", "sharedStrings.xml", false),
        ];
        if (source.Macros) links.Add(("macros", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin", false));
        if (source.ExternalLink is not null) links.Add(("external", $"{Relations}/externalLink", "externalLinks/externalLink1.xml", false));
        return Links([.. links]);
    }

    private void Sheet(ZipArchive zip, string name, CorpusSheet sheet, int bombMebibytes)
    {
        using var writer = Entry(zip, name, bombMebibytes > 0 ? CompressionLevel.Fastest : CompressionLevel.Optimal);
        writer.Write(Head);
        if (source.Doctype)
        {
            writer.Write("<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\">");
            foreach (var (one, ten) in "abcdefgh".Zip("bcdefghi"))
                writer.Write($"<!ENTITY {ten} \"{string.Concat(Enumerable.Repeat($"&{one};", 10))}\">");
            writer.Write("]>");
        }

        writer.Write($"<worksheet xmlns=\"{Main}\">");
        if (sheet.HiddenColumns is { Count: > 0 } hidden)
            writer.Write($"<cols>{string.Concat(hidden.Select(column => $"<col min=\"{column}\" max=\"{column}\" width=\"0\" hidden=\"1\"/>"))}</cols>");
        writer.Write("<sheetData>");
        for (var i = 1; i <= sheet.Rows.Count; i++)
        {
            if (sheet.Rows[i - 1].Count == 0) continue;
            writer.Write($"<row r=\"{i}\"{(sheet.HiddenRows?.Contains(i) == true ? " hidden=\"1\"" : "")}>");
            for (var j = 0; j < sheet.Rows[i - 1].Count; j++) writer.Write(Cell($"{(char)('A' + j)}{i}", sheet.Rows[i - 1][j]));
            writer.Write("</row>");
        }

        if (source.Doctype) writer.Write("<row r=\"9\"><c r=\"A9\" t=\"inlineStr\"><is><t>&i;</t></is></c></row>");
        var blanks = new string(' ', 1 << 20);
        for (var i = 0; i < bombMebibytes; i++) writer.Write(blanks);
        writer.Write("</sheetData>");
        if (sheet.Merges is { Count: > 0 } merges)
            writer.Write($"<mergeCells count=\"{merges.Count}\">{string.Concat(merges.Select(range => $"<mergeCell ref=\"{range}\"/>"))}</mergeCells>");
        writer.Write("</worksheet>");
    }

    private string Cell(string place, JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => $"<c r=\"{place}\" t=\"s\"><v>{Index(texts, cell.GetString()!)}</v></c>",
        JsonValueKind.Number => $"<c r=\"{place}\"><v>{cell.GetRawText()}</v></c>",
        JsonValueKind.Object when Text(cell, "inline") is { } text => $"<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{Xml(text)}</t></is></c>",
        JsonValueKind.Object => ComputedCell(place, cell),
        _ => throw new InvalidDataException($"A cell cannot be {cell}."),
    };

    private string ComputedCell(string place, JsonElement cell)
    {
        var style = Text(cell, "f") is { } format ? $" s=\"{Index(formats, format) + 1}\"" : "";
        var formula = Text(cell, "formula") is { } text ? $"<f>{Xml(text)}</f>" : "";
        var (type, value) = (Text(cell, "n"), Text(cell, "s"), Text(cell, "e")) switch
        {
            ({ } number, _, _) => ("", number),
            (_, { } result, _) => (" t=\"str\"", result),
            (_, _, { } error) => (" t=\"e\"", error),
            _ => ("", null),
        };
        return $"<c r=\"{place}\"{style}{type}>{formula}{(value is null ? "" : $"<v>{Xml(value)}</v>")}</c>";
    }

    private string Styles()
    {
        // Numbers below 164 belong to built-in formats.
        var own = string.Concat(formats.Select((format, i) => $"<numFmt numFmtId=\"{164 + i}\" formatCode=\"{Xml(format)}\"/>"));
        var used = string.Concat(formats.Select((_, i) => $"<xf numFmtId=\"{164 + i}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"));
        return $"""
            {Head}<styleSheet xmlns="{Main}">{(formats.Count == 0 ? "" : $"<numFmts count=\"{formats.Count}\">{own}</numFmts>")}
            <fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
            <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
            <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
            <cellXfs count="{formats.Count + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{used}</cellXfs></styleSheet>
            """;
    }

    private static string Links(params (string Id, string Type, string Target, bool External)[] links) =>
        $"{Head}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(links.Select(link => $"<Relationship Id=\"{link.Id}\" Type=\"{link.Type}\" Target=\"{Xml(link.Target)}\"{(link.External ? " TargetMode=\"External\"" : "")}/>"))
        + "</Relationships>";

    private static string Override(string part, string type) => $"<Override PartName=\"{part}\" ContentType=\"{type}\"/>";

    private static void Part(ZipArchive zip, string name, string text)
    {
        using var writer = Entry(zip, name, CompressionLevel.Optimal);
        writer.Write(text);
    }

    private static StreamWriter Entry(ZipArchive zip, string name, CompressionLevel level)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = Written;
        return new StreamWriter(entry.Open());
    }

    private static int Index(List<string> known, string text)
    {
        var at = known.IndexOf(text);
        if (at >= 0) return at;
        known.Add(text);
        return known.Count - 1;
    }

    private static string? Text(JsonElement cell, string name) => cell.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static string Xml(string text) => SecurityElement.Escape(text);
}
