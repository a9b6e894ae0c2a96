using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ExcelDataReader;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>
/// A sheet of a workbook as the bytes of a CSV file, one line for each row of the sheet, so that workbooks and text files go one way. Numbers are written with
/// all the digits that the file keeps, dates as ISO 8601, percentages with their sign, formulas as the values they had; text stays as it is, and a line break inside
/// a cell becomes a blank, so that line numbers are those of the sheet.
/// </summary>
internal sealed partial class SheetStream : ForwardStream
{
    // A row of the widest sheet there can be, with numbers.
    private const int MostColumns = 16_384;

    // A row may say that it is the two thousand millionth; a sheet has no more than this.
    private const int MostRows = 1_048_576;

    // What a sheet has that is formatted over its whole width is columns times rows: it would be read for an hour.
    private const long MostCells = 200_000_000;

    private static readonly SearchValues<char> quotable = SearchValues.Create("\",\r\n\t\0");

    private readonly IExcelDataReader reader;
    private readonly Stream bytes;
    private readonly string? sheet;
    private readonly bool inert;
    private readonly StringBuilder row = new();
    private readonly Dictionary<int, Queue<CellRange>> merged = [];
    private readonly Dictionary<int, string> spread = [];
    private byte[] line = [];
    private int offset;
    private int rowNumber;
    private long cells;
    private bool opened;

    /// <param name="bytes">The workbook, judged before; seekable; disposed with the stream.</param>
    /// <param name="sheet">Name of the sheet; <see cref="Reading.EverySheet"/> for all that are visible and named after a period, with the sheet's name and row before the cells.</param>
    /// <param name="inert">Whether texts that look like formulas get an apostrophe.</param>
    public SheetStream(Stream bytes, string sheet, bool inert = false)
    {
        this.inert = inert;
        this.bytes = bytes;
        this.sheet = sheet == Reading.EverySheet ? null : sheet;
        bytes.Position = 0;
        reader = Workbook.Open(bytes);
    }

    public override int Read(Span<byte> buffer)
    {
        while (offset == line.Length)
        {
            if (!TryNextRow()) return 0;
            line = Encoding.UTF8.GetBytes(row.ToString());
            offset = 0;
        }

        var count = Math.Min(buffer.Length, line.Length - offset);
        line.AsSpan(offset, count).CopyTo(buffer);
        offset += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            reader.Dispose();
            bytes.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <exception cref="WorkbookException">The sheet is broken, or made to break its reader.</exception>
    private bool TryNextRow()
    {
        try
        {
            return NextRow();
        }
        catch (Exception fault) when (Workbook.IsBroken(fault))
        {
            throw new WorkbookException("it is broken", fault);
        }
    }

    private bool NextRow()
    {
        while (true)
        {
            if (!opened && !Enter()) return false;
            if (reader.Read()) break;
            if (sheet is not null || !reader.NextResult()) return false;
            opened = false;
        }

        row.Clear();
        rowNumber++;
        var width = reader.FieldCount;
        cells += width;
        if (rowNumber > MostRows || width > MostColumns || cells > MostCells) throw new WorkbookException("it has more cells than any table");
        if (sheet is null) row.Append(Quoted(reader.Name)).Append(',').Append(rowNumber.ToString(CultureInfo.InvariantCulture)).Append(',');
        for (var column = 0; column < width; column++)
        {
            if (column > 0) row.Append(',');
            row.Append(Text(column));
        }

        row.Append('\n');
        return true;
    }

    /// <summary>Goes to the sheet that is asked for, or to the next visible one.</summary>
    private bool Enter()
    {
        while (sheet is null ? !Workbook.IsVisible(reader) || !PeriodText.TryParse(reader.Name, out _) : reader.Name != sheet)
        {
            if (!reader.NextResult()) return false;
        }

        opened = true;
        rowNumber = 0;
        merged.Clear();
        spread.Clear();
        if (reader.FieldCount > MostColumns) throw new WorkbookException("it has more cells than any table");
        // Only a text that is merged over rows of one column is repeated; there may be ranges by the hundred thousand.
        foreach (var column in (reader.MergeCells ?? []).Where(range => range.FromColumn == range.ToColumn && range.ToRow > range.FromRow).GroupBy(range => range.FromColumn))
            merged[column.Key] = new(column.OrderBy(range => range.FromRow));
        return true;
    }

    private string Text(int column)
    {
        var value = reader.GetValue(column);
        if (merged.Count > 0 && merged.TryGetValue(column, out var ranges)) value = Spread(column, value, ranges);
        return value switch
        {
            null => "",
            string text => Quoted(inert && IsFormula(text) ? $"'{text}" : text),
            double number => Number(number, column),
            int number => Number(number, column),
            bool flag => flag ? "True" : "False",
            // A day of the calendar without a zone, as spreadsheets keep it.
            IFormattable day when Convert.GetTypeCode(value) == TypeCode.DateTime => Day(day, reader.GetNumberFormatString(column)),
            TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
            IFormattable other => Quoted(other.ToString(null, CultureInfo.InvariantCulture)),
            _ => Quoted(value.ToString() ?? ""),
        };
    }

    /// <summary>A day, month or year, as the format of its cell shows it.</summary>
    private static string Day(IFormattable day, string? format)
    {
        var shown = QuotedOrBracketed.Replace(format ?? "", "").ToLowerInvariant();
        if (shown.Contains('y', StringComparison.Ordinal) && !shown.Contains('d', StringComparison.Ordinal) && !shown.Contains('h', StringComparison.Ordinal))
            return day.ToString(shown.Contains('m', StringComparison.Ordinal) ? "yyyy-MM" : "yyyy", CultureInfo.InvariantCulture);
        var text = day.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        return text.EndsWith("T00:00:00", StringComparison.Ordinal) ? text[..10] : text;
    }

    /// <summary>The value of the range of which this cell is a part: a text stands in all rows it was merged over. A number is never repeated, or it would count twice.</summary>
    private object? Spread(int column, object? value, Queue<CellRange> ranges)
    {
        var at = rowNumber - 1;
        while (ranges.TryPeek(out var past) && past.ToRow < at)
        {
            ranges.Dequeue();
            spread.Remove(column);
        }

        if (!ranges.TryPeek(out var range) || at < range.FromRow) return value;
        if (at == range.FromRow && value is string text) spread[column] = text;
        return value is null or "" ? spread.GetValueOrDefault(column) : value;
    }

    private string Number(double number, int column)
    {
        if (!double.IsFinite(number)) return "";
        var percent = reader.GetNumberFormatString(column) is { } format && format.Contains('%', StringComparison.Ordinal);
        // The decimal type moves the point without touching the digits.
        if (percent && Math.Abs(number) < 1e20) return $"{Shortest((decimal)number * 100)}%";
        return number.ToString("R", CultureInfo.InvariantCulture);
    }

    private static string Shortest(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"""[^""]*""|\[[^\]]*\]|\\.")]
    private static partial Regex QuotedOrBracketed { get; }

    /// <summary>In the workbook it was a text and nothing else.</summary>
    private static bool IsFormula(string text) =>
        text is ['=' or '@' or '\t' or '\r', ..] || (text is ['+' or '-', _, ..] && FigureText.Read(text, '.', thousands: true).Kind == FigureKind.Wrong);

    private static string Quoted(string text)
    {
        if (!text.AsSpan().ContainsAny(quotable)) return text;
        var plain = text.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\r', ' ').Replace('\n', ' ').Replace('\0', ' ');
        return $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
