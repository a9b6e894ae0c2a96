using System.Globalization;
using CsvHelper;

namespace Sovereign.Dashboard.Exports;

/// <summary>Writes a table as CSV (RFC 4180, UTF-8), row by row. Text that a spreadsheet would run as a formula is escaped; numbers stay numbers.</summary>
public static class CsvTable
{
    public const string MediaType = "text/csv; charset=utf-8";

    private static readonly CsvWriterOptions options = new() { Injection = CsvInjection.Escape, NewLine = "\r\n" };

    public static async Task WriteAsync<T>(Stream destination, Table<T> table, CancellationToken ct)
    {
        await using var writer = CsvWriter.Create(destination, options, leaveOpen: true);
        foreach (var column in table.Columns) writer.WriteField(column.Name);
        await writer.EndRecordAsync(ct);
        await foreach (var row in table.Rows.WithCancellation(ct))
        {
            foreach (var column in table.Columns) WriteCell(writer, column, row);
            await writer.EndRecordAsync(ct);
        }

        await writer.FlushAsync(ct);
    }

    private static void WriteDigits(CsvWriter writer, string digits)
    {
        // A sign in front would be taken for a formula. A number is not: as a decimal it keeps its digits, and where a decimal has no room for them
        // (1e30, 1e-30) the value counts.
        if (!digits.StartsWith('-') || !double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) writer.WriteField(digits);
        else if (decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && double.Parse(exact.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) == value)
            writer.WriteField(exact);
        else writer.WriteField(value);
    }

    private static void WriteCell<T>(CsvWriter writer, Column<T> column, T row)
    {
        if (column.CsvText?.Invoke(row) is { } digits)
        {
            WriteDigits(writer, digits);
            return;
        }

        switch (column.Get(row))
        {
            case null: writer.WriteField(""); break;
            case double number: writer.WriteField(number); break;
            case int number: writer.WriteField(number); break;
            case long number: writer.WriteField(number); break;
            case bool flag: writer.WriteField(flag ? "true" : "false"); break;
            case IEnumerable<string> list: writer.WriteField(string.Join('|', list)); break;
            case { } other: writer.WriteField(other.ToString() ?? ""); break;
        }
    }
}
