using System.Text;
using CsvHelper;
using Npgsql;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Readings;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// Hands a file back as it was received, with one more cell at the end of each row: what is wrong with it, empty where nothing is. No byte that was
/// received is changed, so that taking the last column away gives the file as it was; a workbook, or a text in another encoding, comes back as CSV in UTF-8. Rows begin and end where the intake had them begin and end, since the
/// same reader finds them. Two streams are merged, the file and its findings in the order of the file; memory holds one row and one buffer.
/// </summary>
public sealed class AnnotatedFile(NpgsqlDataSource database)
{
    // What cannot be taken apart into rows at all.
    private static readonly string[] unreadable =
        [FindingCodes.EmptyFile.Code, FindingCodes.EncodingUnsupported.Code, FindingCodes.WorkbookRefused.Code, FindingCodes.NotReadable.Code];

    /// <summary>Whether the file has rows behind which something can be written.</summary>
    /// <returns>Refused with <c>not-read</c> or <c>no-rows-to-mark</c>.</returns>
    public async Task<Outcome<VersionDetails>> JudgeAsync(VersionDetails version, CancellationToken ct)
    {
        if (version.Status.IsUnread() || version.Status == VersionStatus.NeedsReading) return new Refusal("not-read", "The file is still being read; its findings are not complete.");
        await using var connection = await database.OpenConnectionAsync(ct);
        await foreach (var finding in StoredFindings.WithoutRowAsync(connection, version.Number, ct))
        {
            if (unreadable.Contains(finding.Code) || (finding.Code == FindingCodes.RowTooLong.Code && finding.Line == 1))
                return new Refusal("no-rows-to-mark", $"{FindingWords.Message(version.FileName, finding)} It has no rows to write findings behind.");
        }

        return version;
    }

    /// <summary>Writes the file with its added column.</summary>
    public async Task WriteAsync(VersionDetails version, Stream destination, CancellationToken ct)
    {
        await using var source = await database.OpenConnectionAsync(ct);
        await using var other = await database.OpenConnectionAsync(ct);
        var reading = await ReadingStore.ForRowsAsync(other, version.Number, ct);
        var separator = TableBytes.Separator(reading);
        await using var table = await TableBytes.OpenAsync(source, version.FileId, version.Length, reading, ct, inert: true);
        await using var bytes = new PassedBytes(table.Text);
        await using var output = new BufferedStream(destination, 1 << 16);
        using var reader = CsvReader.Create(bytes, TableBytes.EveryRow(reading), leaveOpen: true);
        do
        {
            if (!await reader.ReadAsync(ct)) return;
        }
        while (reader.LineNumber < reading.HeaderRow);

        var headerLine = reader.LineNumber;
        await bytes.CopyToAsync(output, reader.ByteOffset + reader.RawRecord.Length, ct);
        await WriteHeaderCellAsync(other, version.Number, separator, output, ct);

        await using var findings = StoredFindings.InFileOrderAsync(other, version.Number, new(), 0, null, ct).GetAsyncEnumerator(ct);
        var more = await findings.MoveNextAsync();
        while (more && findings.Current.Line <= headerLine) more = await findings.MoveNextAsync();
        var cell = new StringBuilder();
        try
        {
            while (await reader.ReadAsync(ct))
            {
                cell.Clear();
                var endless = false;
                // Not only those of this very line: none is lost, whatever the reader counted.
                for (; more && findings.Current.Line <= reader.LineNumber; more = await findings.MoveNextAsync())
                {
                    if (StoredFindings.EndlessRow.Any(code => code.Code == findings.Current.Code)) endless = true;
                    else cell.Append(cell.Length == 0 ? "" : "; ").Append(FindingWords.InFile(findings.Current));
                }

                if (endless) break;
                await bytes.CopyToAsync(output, reader.ByteOffset + reader.RawRecord.Length, ct);
                await WriteAsync(output, Quoted(cell, separator), ct);
            }
        }
        catch (CsvFormatException)
        {
            // The row that ended the reading. It and what follows stand as received; the header's cell speaks of it.
        }

        await bytes.CopyRestAsync(output, ct);
        await output.FlushAsync(ct);
    }

    /// <summary>The name of the column, and after it what speaks of no row, or of one behind which nothing can be written.</summary>
    private static async Task WriteHeaderCellAsync(NpgsqlConnection connection, int versionNumber, char separator, Stream output, CancellationToken ct)
    {
        var cell = new StringBuilder(Columns.Errors);
        await foreach (var finding in StoredFindings.WithoutRowAsync(connection, versionNumber, ct))
        {
            cell.Append(cell.Length == Columns.Errors.Length ? ": " : "; ");
            if (finding.Line > 1) cell.Append("line ").Append(finding.Line).Append(": ");
            cell.Append(FindingWords.InFile(finding));
        }

        await WriteAsync(output, cell.Length == Columns.Errors.Length ? $"{separator}{cell}" : Quoted(cell, separator), ct);
    }

    /// <summary>The added cell with the separator before it. Text that a spreadsheet would run as a formula is escaped; cells that were received are not touched.</summary>
    private static string Quoted(StringBuilder cell, char separator)
    {
        if (cell.Length == 0) return separator.ToString();
        if (cell[0] is '=' or '+' or '-' or '@' or '\t') cell.Insert(0, '\'');
        return $"{separator}\"{cell.Replace("\"", "\"\"")}\"";
    }

    private static async Task WriteAsync(Stream output, string text, CancellationToken ct) => await output.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
}
