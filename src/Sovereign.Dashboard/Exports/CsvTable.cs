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

    private static void WriteCell<T>(CsvWriter writer, Column<T> column, T row)
    {
        if (column.CsvText?.Invoke(row) is { } digits)
        {
            // A sign in front would be taken for a formula; as a decimal it is a number and keeps its digits.
            if (digits.StartsWith('-') && decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) writer.WriteField(number);
            else writer.WriteField(digits);
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
