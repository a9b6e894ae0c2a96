using System.Text;
using CsvHelper;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>The first rows of a table as cells, from which a reading is proposed and which a person is shown.</summary>
internal static class SampleTable
{
    /// <summary>Bytes of text that are looked at.</summary>
    public const int Length = 256 << 10;

    private const int MostRows = 2_000;

    private const int MostCells = 2_000;

    private const int LongestCell = 400;

    /// <summary>Takes text apart; the last row is left out where the text was cut.</summary>
    public static IReadOnlyList<SourceRow> Rows(byte[] text, int length, char separator) => Rows(text, length, new Reading { Separator = separator.ToString() });

    /// <inheritdoc cref="Rows(byte[], int, char)"/>
    public static IReadOnlyList<SourceRow> Rows(byte[] text, int length, Reading reading)
    {
        var rows = new List<SourceRow>();
        using var reader = CsvReader.Create(text.AsMemory(0, length), TableBytes.EveryRow(reading));
        try
        {
            while (rows.Count < MostRows && reader.Read())
            {
                var cells = new string[Math.Min(reader.FieldCount, MostCells)];
                for (var i = 0; i < cells.Length; i++) cells[i] = Cell(reader.GetSpan(i));
                rows.Add(new(reader.LineNumber, cells));
            }
        }
        catch (CsvFormatException)
        {
            // A row that never ends: the reading itself reports it.
        }

        if (length >= Length && rows.Count > 1) rows.RemoveAt(rows.Count - 1);
        return rows;
    }

    /// <summary>Whether quotes stand where quoting cells allows none.</summary>
    public static bool HasStrayQuotes(byte[] text, int length, char separator)
    {
        var stray = false;
        using var reader = CsvReader.Create(text.AsMemory(0, length), TableBytes.EveryRow(new Reading { Separator = separator.ToString() }) with
        {
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => stray |= record.Reason != CsvMalformedReason.UnterminatedQuote || length < Length,
        });
        try
        {
            while (!stray && reader.Read())
            {
            }
        }
        catch (CsvFormatException)
        {
            return true;
        }

        return stray;
    }

    /// <summary>Reads the first bytes of a stream of text.</summary>
    public static async Task<(byte[] Text, int Length)> TakeAsync(Stream stream, CancellationToken ct)
    {
        var text = new byte[Length];
        return (text, await stream.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, ct));
    }

    // No NUL: names of columns go into findings, and PostgreSQL keeps none.
    private static string Cell(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, LongestCell)]).Replace('\0', '␀').Trim();
}
