using CsvHelper;
using Sovereign.Dashboard.Datasets.Readings;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>Findings of files that are no tables, and of rows that are no rows of theirs.</summary>
internal static class Malformed
{
    public static Found Empty => new(FindingCodes.EmptyFile, 0, null, null, "it holds nothing", "a header and rows");

    public static Found Workbook(WorkbookException broken) =>
        new(FindingCodes.WorkbookRefused, 0, null, null, broken.Message, "a workbook that opens in a spreadsheet program");

    /// <param name="line">Line where the row begins.</param>
    /// <param name="row">As received.</param>
    /// <param name="width">Cells of the header.</param>
    public static Found FieldCount(long line, string row, int width) => new(
        FindingCodes.FieldCount, line, null, row, "the row has more or fewer cells than the header", $"{width} cells");

    public static Found RowTooLong(CsvFormatException tooLong) => new(
        FindingCodes.RowTooLong, tooLong.LineNumber, null, null,
        "this row is longer than a mebibyte, a quote may be left open, and nothing after it was read", "a row of at most one mebibyte");

    public static Found Quotes(CsvMalformedRecord record) => record.Reason switch
    {
        CsvMalformedReason.UnterminatedQuote => new(
            FindingCodes.UnclosedQuote, record.LineNumber, null, record.RawRecord, "a quote is opened and never closed", "a closing quote"),
        _ => new(
            FindingCodes.MalformedQuote, record.LineNumber, null, record.RawRecord, "a quote stands inside or after a cell",
            "quotes around the whole cell, doubled inside it"),
    };
}
