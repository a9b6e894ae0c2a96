using System.Globalization;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Sovereign.Dashboard.Exports;

/// <summary>
/// Writes workbooks (XLSX) that are the same bytes whenever they are written. Numbers are numbers, all else is text: no cell is ever a formula.
/// A workbook is made in a temporary file, since its parts carry the time of day until it is complete.
/// </summary>
public sealed class Workbook
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Rows of a sheet, the header among them; a longer table goes on in the next sheet.</summary>
    public const int MostRows = 1_048_576;

    // Properties of the document would hold the time.
    private static readonly SpreadCheetahOptions options = new() { DocumentProperties = null, PreserveStringWhitespace = true };

    /// <summary>What is typed stays as typed: 2024-06 is no date.</summary>
    public static readonly Style Text = new() { Format = NumberFormat.Standard(StandardNumberFormat.Text) };

    private readonly Spreadsheet sheets;
    private readonly StyleId?[] shown = new StyleId?[16];

    private Workbook(Spreadsheet sheets)
    {
        this.sheets = sheets;
        Head = sheets.AddStyle(new Style { Font = { Bold = true }, Fill = { Color = System.Drawing.Color.FromArgb(0xE8, 0xEC, 0xF1) } });
        Example = sheets.AddStyle(new Style { Format = NumberFormat.Standard(StandardNumberFormat.Text), Font = { Italic = true, Color = System.Drawing.Color.FromArgb(0x8A, 0x3B, 0x12) } });
    }

    /// <summary>Bold, on grey.</summary>
    public StyleId Head { get; }

    /// <summary>Text, marked as an example.</summary>
    public StyleId Example { get; }

    public Spreadsheet Sheets => sheets;

    /// <summary>Makes a workbook and copies it to the destination.</summary>
    public static async Task WriteAsync(Stream destination, Func<Workbook, Task> fill, CancellationToken ct)
    {
        await using var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            BufferSize = 1 << 16,
        });
        await using (var sheets = await Spreadsheet.CreateNewAsync(file, options, ct))
        {
            await fill(new Workbook(sheets));
            await sheets.FinishAsync(ct);
        }

        await SteadyZip.SetTimesAsync(file, ct);
        file.Position = 0;
        await file.CopyToAsync(destination, ct);
    }

    /// <summary>A sheet under a header that stays in view.</summary>
    public async Task StartAsync(string name, IReadOnlyList<(string Title, double Width)> columns, CancellationToken ct, Style? columnStyle = null)
    {
        var sheet = new WorksheetOptions { FrozenRows = 1 };
        for (var i = 0; i < columns.Count; i++)
        {
            sheet.Column(i + 1).Width = columns[i].Width;
            if (columnStyle is not null) sheet.Column(i + 1).DefaultStyle = columnStyle;
        }

        await sheets.StartWorksheetAsync(name, sheet, ct);
        await sheets.AddHeaderRowAsync(columns.Select(column => column.Title).ToArray(), Head, ct);
    }

    /// <summary>A table, over as many sheets as it needs.</summary>
    public async Task AddAsync<T>(string name, Table<T> table, CancellationToken ct)
    {
        var columns = table.Columns.Select(column => (column.Name, (double)Math.Max(10, Math.Min(28, column.Name.Length + 6)))).ToList();
        var cells = new StyledCell[table.Columns.Count];
        var (sheet, row) = (0, MostRows);
        await foreach (var item in table.Rows.WithCancellation(ct))
        {
            if (row == MostRows) await BeginAsync();
            for (var i = 0; i < cells.Length; i++) cells[i] = Cell(table.Columns[i], item);
            await sheets.AddRowAsync(cells, ct);
            row++;
        }

        if (sheet == 0) await BeginAsync();

        async Task BeginAsync()
        {
            sheet++;
            row = 1;
            await StartAsync(sheet == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {sheet}"), columns, ct);
        }
    }

    private StyledCell Cell<T>(Column<T> column, T row) => column.Get(row) switch
    {
        null => default,
        // A spreadsheet keeps the number and forgets how it was written: 3.60 is 3.6 shown with two decimals.
        double number => new StyledCell(number, column.CsvText?.Invoke(row) is { } written ? WithDecimals(written) : null),
        int whole => new StyledCell(whole, null),
        long whole => new StyledCell(whole, null),
        bool flag => new StyledCell(flag ? "true" : "false", null),
        IEnumerable<string> list => new StyledCell(string.Join('|', list), null),
        { } other => new StyledCell(Clean(other.ToString() ?? ""), null),
    };

    /// <summary>Shows as many digits after the point as were written; null where the number was written with an exponent.</summary>
    private StyleId? WithDecimals(string written)
    {
        const int Most = 15;
        var point = written.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : written.Length - point - 1;
        if (decimals > Most || written.Contains('e', StringComparison.OrdinalIgnoreCase)) return null;
        return shown[decimals] ??= sheets.AddStyle(new Style { Format = NumberFormat.Custom(decimals == 0 ? "0" : $"0.{new string('0', decimals)}") });
    }

    /// <summary>Without the characters that XML cannot hold, and no longer than a cell.</summary>
    private static string Clean(string text)
    {
        const int LongestCell = 32_767;
        var clean = text.Any(IsForbidden) ? string.Concat(text.Where(c => !IsForbidden(c))) : text;
        return clean.Length > LongestCell ? clean[..LongestCell] : clean;

        static bool IsForbidden(char c) => c is < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF';
    }
}
