using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;

namespace Sovereign.Dashboard.Tests.Datasets.Catalogue;

/// <summary>Reads downloads with libraries that did not write them.</summary>
internal static class Archive
{
    /// <summary>The files of a ZIP, by path, in their order.</summary>
    public static Dictionary<string, byte[]> Entries(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var bytes = new MemoryStream();
            using var content = entry.Open();
            content.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    /// <summary>The sheets of a workbook: name, and rows of cells as they are typed there.</summary>
    public static List<(string Name, List<object?[]> Rows)> Sheets(byte[] workbook)
    {
        // Its reader asks for the encodings of old workbooks before it knows that this is none.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(workbook));
        var sheets = new List<(string, List<object?[]>)>();
        do
        {
            var rows = new List<object?[]>();
            while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
            sheets.Add((reader.Name, rows));
        }
        while (reader.NextResult());
        return sheets;
    }

    /// <summary>A number of the first sheet as a spreadsheet shows it.</summary>
    public static string Shown(byte[] workbook, int row, int column)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(workbook));
        for (var i = 0; i <= row; i++) reader.Read();
        var format = reader.GetNumberFormatString(column);
        return reader.GetDouble(column).ToString(format is null or "General" ? "R" : format, CultureInfo.InvariantCulture);
    }

    /// <summary>The rows of a CSV file whose cells hold no line break, the header first.</summary>
    public static List<string[]> Csv(byte[] csv)
    {
        var rows = new List<string[]>();
        foreach (var line in Encoding.UTF8.GetString(csv).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
            for (var i = 0; i < line.Length; i++)
            {
                if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[i++]);
                else if (line[i] == '"') quoted = !quoted;
                else if (line[i] == ',' && !quoted)
                {
                    cells.Add(cell.ToString());
                    cell.Clear();
                }
                else cell.Append(line[i]);
            }

            rows.Add([.. cells, cell.ToString()]);
        }

        return rows;
    }
}
