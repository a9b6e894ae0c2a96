using System.Buffers;
using System.IO.Compression;
using System.Xml;
using ExcelDataReader;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>
/// An Excel workbook that was looked at before anything in it is believed: no macros, no links to other files, no more bytes than a table has, whatever the
/// archive says of itself.
/// </summary>
internal static class Workbook
{
    /// <summary>Unpacked bytes of all parts; 5 million cells take about a tenth.</summary>
    private const long MostBytes = 2L << 30;

    /// <summary>Unpacked bytes of the table of texts, which is held in memory.</summary>
    private const long MostTexts = 256L << 20;

    private const int MostParts = 2_000;

    // Tables pack to a tenth, seldom to a fiftieth; what packs better by far holds nothing.
    private const int MostRatio = 80;

    private const long Suspicious = 64L << 20;

    /// <summary>Why the workbook is not opened; null when it may be.</summary>
    /// <param name="bytes">Seekable; left open.</param>
    /// <param name="ct">Cancels.</param>
    public static (string Problem, string Expected)? Judge(Stream bytes, CancellationToken ct)
    {
        try
        {
            using var archive = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MostParts) return ($"it has {archive.Entries.Count} parts", "a workbook of tables");
            var names = archive.Entries.Select(entry => entry.FullName.Replace('\\', '/').TrimStart('/')).ToList();
            if (!names.Contains("xl/workbook.xml", StringComparer.OrdinalIgnoreCase))
                return (names.Contains("mimetype") ? "it is an OpenDocument file" : "it is a ZIP archive and no Excel workbook", "a table as CSV, TSV or XLSX");
            if (names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.StartsWith("xl/macrosheets/", StringComparison.OrdinalIgnoreCase)))
                return ("it holds macros", "a workbook without macros: save it as .xlsx");
            if (names.Any(name => name.StartsWith("xl/externalLinks/", StringComparison.OrdinalIgnoreCase) || name.Equals("xl/connections.xml", StringComparison.OrdinalIgnoreCase)))
                return ("it takes figures from other files or connections", "a workbook that holds its own figures: paste them as values");
            return Measure(archive, ct);
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            return ("it is a damaged archive", "a workbook that opens in a spreadsheet program");
        }
    }

    /// <summary>Unpacks everything once into nothing: what an archive says of its sizes is not to be trusted.</summary>
    private static (string Problem, string Expected)? Measure(ZipArchive archive, CancellationToken ct)
    {
        long total = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            foreach (var entry in archive.Entries)
            {
                long own = 0;
                using var part = entry.Open();
                while (part.Read(buffer) is var count and > 0)
                {
                    ct.ThrowIfCancellationRequested();
                    own += count;
                    total += count;
                    var texts = entry.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase);
                    if (total > MostBytes || (texts && own > MostTexts) || (total > Suspicious && total > MostRatio * archive.Entries.Sum(other => other.CompressedLength)))
                        return ("it unpacks to more than any table has", "a workbook of at most 2 GiB unpacked, or the table as CSV");
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return null;
    }

    /// <summary>Names of the sheets that a person sees, in their order. Looked up in the list of sheets: the reader of workbooks walks over all cells of a sheet to open it.</summary>
    /// <exception cref="WorkbookException">The list is broken.</exception>
    public static IReadOnlyList<string> VisibleSheets(Stream bytes)
    {
        bytes.Position = 0;
        try
        {
            using var archive = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
            var list = archive.Entries.First(entry => entry.FullName.Replace('\\', '/').TrimStart('/').Equals("xl/workbook.xml", StringComparison.OrdinalIgnoreCase));
            using var part = list.Open();
            using var xml = XmlReader.Create(part);
            var names = new List<string>();
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && IsVisible(xml.GetAttribute("state")) && xml.GetAttribute("name") is { } name) names.Add(name);
            }

            return names;
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            throw new WorkbookException("it is broken", fault);
        }
    }

    // The reader of workbooks asks for a western encoding when it is made.
    static Workbook() => TextEncodings.Register();

    public static bool IsVisible(IExcelDataReader reader) => IsVisible(reader.VisibleState);

    private static bool IsVisible(string? state) => state is null || state.Equals("visible", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="WorkbookException">It is none, or made to break its reader.</exception>
    public static IExcelDataReader Open(Stream bytes)
    {
        try
        {
            return ExcelReaderFactory.CreateOpenXmlReader(bytes, new ExcelReaderConfiguration { LeaveOpen = true });
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            throw new WorkbookException("it is broken", fault);
        }
    }

    /// <summary>Whether a fault is the workbook's and not the portal's or the database's.</summary>
    public static bool IsBroken(Exception fault) =>
        fault is System.Xml.XmlException or ExcelDataReader.Exceptions.ExcelReaderException or InvalidDataException or FormatException or OverflowException
            or IndexOutOfRangeException or ArgumentException or NullReferenceException or InvalidCastException or KeyNotFoundException or InvalidOperationException or IOException or NotSupportedException or OutOfMemoryException;
}
