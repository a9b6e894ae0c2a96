using System.Text;
using CsvHelper;
using Npgsql;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>Opens a received file as UTF-8 text in rows and cells, whatever it is: text in any encoding, or a sheet of a workbook.</summary>
internal static class TableBytes
{
    /// <summary>What stands between the cells of what <see cref="OpenAsync"/> returns.</summary>
    public static char Separator(Reading reading) => reading.Separator is [var separator] ? separator : ',';

    /// <summary>Whether byte offsets of what is read are those of the file as received.</summary>
    public static bool KeepsOffsets(Reading reading) => reading.Encoding == TextEncodings.Utf8;

    /// <param name="connection">Occupied until the stream is disposed.</param>
    /// <param name="fileId">The file.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="reading">How it is read.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="from">Byte from which; only where offsets are kept.</param>
    /// <param name="inert">Whether texts of a workbook that a spreadsheet would run as formulas once they stand in CSV are written so that it does not.</param>
    public static async Task<TableStream> OpenAsync(
        NpgsqlConnection connection, Guid fileId, long length, Reading reading, CancellationToken ct, long from = 0, bool inert = false)
    {
        if (reading.IsWorkbook)
        {
            var archive = new SeekableChunks(connection, fileId, length);
            return new(new SheetStream(archive, reading.Sheet ?? "", inert), () => archive.Position);
        }

        var bytes = await ChunkStream.OpenAsync(connection, fileId, ct, from);
        Stream text = reading.Encoding is null or TextEncodings.Utf8
            ? bytes
            : Encoding.CreateTranscodingStream(bytes, TextEncodings.Find(reading.Encoding), TextEncodings.Find(TextEncodings.Utf8));
        return new(reading.CompoundFirst ? new SplitFirstColumn(text) : text, () => bytes.BytesRead);
    }

    /// <summary>How rows are read: malformed quoting is reported and skipped; how many cells a row has is judged by the caller.</summary>
    public static CsvReaderOptions Options(Reading reading, Action<CsvMalformedRecord> onMalformed) => Plain(reading) with
    {
        MalformedData = CsvMalformedDataHandling.Skip,
        OnMalformedRecord = onMalformed,
    };

    /// <summary>
    /// How rows are walked over again, malformed ones too: they begin and end where the first reading had them begin and end. The limit of a row depends on what
    /// is in the buffer; it is wider here, so that no row which passed it then fails it now.
    /// </summary>
    public static CsvReaderOptions EveryRow(Reading reading) => Plain(reading) with { MaxRecordSize = 4 << 20 };

    private static CsvReaderOptions Plain(Reading reading) => new()
    {
        Separator = Separator(reading),
        Mode = reading.LiteralQuotes ? CsvMode.NoEscape : CsvMode.Rfc4180,
        HasHeader = false,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false),
        TrackLineNumbers = true,
        MaxRecordSize = 1 << 20,
        BufferSize = 1 << 18,
        IncludeValuesInExceptions = false,
        DetectSeparatorHint = false,
    };
}
