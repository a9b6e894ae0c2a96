using CsvHelper;
using Npgsql;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Readings;
using Sovereign.Dashboard.Datasets.Review;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Reads findings for the page of a version: counts, one page of them in the order of the file, and the rows they speak of.</summary>
public sealed class FindingQueries(NpgsqlDataSource database)
{
    // A cell is shown, not reproduced; a row has as many cells as any real table.
    private const int LongestCell = 60;
    private const int MostCells = 60;

    /// <summary>How many findings of each rule and column; exact, however many they are.</summary>
    public async Task<IReadOnlyList<FindingCount>> CountAsync(int versionNumber, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "SELECT tier, code, coalesce(column_name, ''), findings FROM datasets.finding_count WHERE version_number = $1 ORDER BY findings DESC, code, column_name");
        command.Parameters.Add(new() { Value = versionNumber });
        var counts = new List<FindingCount>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) counts.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)));
        return counts;
    }

    /// <summary>How many warnings of each rule and column have no reason yet; exact.</summary>
    public async Task<IReadOnlyList<FindingCount>> CountOpenAsync(VersionDetails version, CancellationToken ct)
    {
        if (version is not { Status: VersionStatus.Draft, Unexplained: > 0 }) return [];
        await using var command = database.CreateCommand(
            $"""
            SELECT f.tier, f.code, coalesce(f.column_name, ''), count(*) FROM datasets.finding f
            WHERE f.version_number = @version AND {OpenFindings.Condition} GROUP BY f.tier, f.code, f.column_name ORDER BY count(*) DESC, f.code, f.column_name
            """);
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("version", version.Number);
        command.Parameters.AddWithValue("dataset", version.DatasetId);
        var counts = new List<FindingCount>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) counts.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)));
        return counts;
    }

    /// <summary>One page of findings in the order of the file.</summary>
    /// <param name="versionNumber">The version.</param>
    /// <param name="filter">Which of its findings.</param>
    /// <param name="skip">How many come before.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Finding>> PageAsync(int versionNumber, FindingFilter filter, long skip, int take, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var findings = new List<Finding>();
        await foreach (var finding in StoredFindings.InFileOrderAsync(connection, versionNumber, filter, skip, take, ct)) findings.Add(finding);
        return findings;
    }

    /// <summary>The header, under line 1, and the rows that begin at <paramref name="lines"/>. A line at which no row begins is left out.</summary>
    public async Task<IReadOnlyDictionary<long, SourceRow>> RowsAsync(VersionDetails version, IEnumerable<long> lines, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var reading = await ReadingStore.ForRowsAsync(connection, version.Number, ct);
        long[] wanted = [.. lines.Where(line => line > reading.HeaderRow).Distinct().Order()];
        var rows = new Dictionary<long, SourceRow>();
        await using (var table = await TableBytes.OpenAsync(connection, version.FileId, version.Length, reading, ct))
        {
            using var reader = CsvReader.Create(table.Text, TableBytes.EveryRow(reading), leaveOpen: true);
            while (await ReadsAsync(reader, ct))
            {
                if (reader.LineNumber < reading.HeaderRow) continue;
                rows[1] = Row(reader, 1);
                break;
            }
        }

        for (var next = 0; next < wanted.Length;) next = await TakeAsync(connection, version, reading, wanted, next, rows, ct);
        return rows;
    }

    /// <summary>Reads on from the mark before the next row that is wanted, as long as another one is near.</summary>
    /// <returns>Place of the first one that is still wanted; at least one place further.</returns>
    private static async Task<int> TakeAsync(
        NpgsqlConnection connection, VersionDetails version, Reading reading, long[] wanted, int next, Dictionary<long, SourceRow> rows, CancellationToken ct)
    {
        var first = next;
        // Where offsets are not those of the file there are no marks, and the rows are walked over once.
        var marked = TableBytes.KeepsOffsets(reading);
        var (mark, offset) = marked ? await MarkAsync(connection, version.Number, wanted[next], ct) : (1, 0);
        await using var table = await TableBytes.OpenAsync(connection, version.FileId, version.Length, reading, ct, offset);
        using var reader = CsvReader.Create(table.Text, TableBytes.EveryRow(reading), leaveOpen: true);
        var line = mark;
        while (next == first || (next < wanted.Length && (!marked || wanted[next] <= line + LineMarks.RowsBetween)))
        {
            if (!await ReadsAsync(reader, ct)) return wanted.Length;
            line = mark + reader.LineNumber - 1;
            while (next < wanted.Length && wanted[next] < line) next++;
            if (next < wanted.Length && wanted[next] == line) rows[wanted[next++]] = Row(reader, line);
        }

        return next;
    }

    /// <summary>Steps on to a row; a row too long to be one ends the file here as it ended the first reading.</summary>
    private static async ValueTask<bool> ReadsAsync(CsvReader reader, CancellationToken ct)
    {
        try
        {
            return await reader.ReadAsync(ct);
        }
        catch (CsvFormatException)
        {
            return false;
        }
    }

    private static SourceRow Row(CsvReader reader, long line)
    {
        var cells = new string[Math.Min(reader.FieldCount, MostCells)];
        for (var i = 0; i < cells.Length; i++) cells[i] = Found.Cut(System.Text.Encoding.UTF8.GetString(reader.GetSpan(i)), LongestCell);
        return new(line, cells);
    }

    private static async Task<(long Line, long Offset)> MarkAsync(NpgsqlConnection connection, int versionNumber, long line, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT line, byte_offset FROM datasets.line_mark WHERE version_number = $1 AND line <= $2 ORDER BY line DESC LIMIT 1", connection);
        command.Parameters.Add(new() { Value = versionNumber });
        command.Parameters.Add(new() { Value = line });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetInt64(0), reader.GetInt64(1)) : (1, 0);
    }
}
