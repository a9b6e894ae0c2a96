using System.IO.Compression;
using System.Text;

namespace Sovereign.Dashboard.Tests.Datasets.Readings;

/// <summary>A workbook of one or two sheets whose parts are given as they are, however wrong.</summary>
internal static class HostileWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006/relationships";

    public static string Sheet(string rows, string after = "") => $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData>{after}</worksheet>";

    public static string Row(int number, params string[] cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Select((cell, place) => $"<c r=\"{(char)('A' + place)}{number}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"))}</row>";

    /// <param name="sheet">The first sheet's XML.</param>
    /// <param name="second">The second's; null where the workbook names it and has none.</param>
    /// <param name="relations">Of the workbook, in place of the right ones.</param>
    public static byte[] Of(string sheet, string? second = "", string? relations = null)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
            Part("_rels/.rels", $"<Relationships xmlns=\"{Packages}\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Part("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/>{(second is "" ? "" : "<sheet name=\"More\" sheetId=\"2\" r:id=\"rId2\"/>")}</sheets></workbook>");
            Part("xl/_rels/workbook.xml.rels", relations ?? $"<Relationships xmlns=\"{Packages}\"><Relationship Id=\"rId1\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet2.xml\"/></Relationships>");
            Part("xl/worksheets/sheet1.xml", sheet);
            if (second is { Length: > 0 }) Part("xl/worksheets/sheet2.xml", second);

            void Part(string name, string text)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}
