using Npgsql;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>Reads how a version's file is read, with its first rows.</summary>
public sealed class ReadingQueries(NpgsqlDataSource database, EditionQueries editions, ReferenceQueries reference)
{
    private const int Shown = 20;

    /// <summary>The reading of a version; null where it has none: nobody has looked at the file yet, or it is no table.</summary>
    public async Task<ReadingView?> FindAsync(VersionDetails version, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        if (await ReadingStore.FindAsync(connection, version.Number, ct) is not var (reading, confirmedBy, skipped)) return null;
        var known = await reference.AsOfAsync(await editions.LatestAsync(ct), ct);
        IReadOnlyList<string> sheets = [];
        if (reading.IsWorkbook)
        {
            await using var archive = new SeekableChunks(connection, version.FileId, version.Length);
            sheets = Workbook.VisibleSheets(archive);
        }

        return new(
            reading, ReadingQuestions.Of(reading, known, known.Datasets[version.Dataset]), await FirstRowsAsync(connection, version, reading, ct), confirmedBy,
            skipped, sheets);
    }

    private static async Task<IReadOnlyList<SourceRow>> FirstRowsAsync(
        NpgsqlConnection connection, VersionDetails version, Reading reading, CancellationToken ct)
    {
        // What cannot be told is shown as western letters, by which a person sees whether it is.
        var shown = reading.Encoding is null ? reading with { Encoding = TextEncodings.Windows1252 } : reading;
        await using var table = await TableBytes.OpenAsync(connection, version.FileId, version.Length, shown, ct);
        var (text, length) = await SampleTable.TakeAsync(table.Text, ct);
        return [.. SampleTable.Rows(text, length, TableBytes.Separator(reading)).Where(row => row.Line > reading.HeaderRow - reading.HeaderRows).Take(Shown + reading.HeaderRows)];
    }
}
