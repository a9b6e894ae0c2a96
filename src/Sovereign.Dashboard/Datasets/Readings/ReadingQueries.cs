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

    /// <summary>Names of the file that matched no country, the most frequent first, at most two hundred; each with the country whose name is nearest.</summary>
    public async Task<IReadOnlyList<UnknownName>> UnknownNamesAsync(VersionDetails version, CancellationToken ct)
    {
        var known = await reference.AsOfAsync(await editions.LatestAsync(ct), ct);
        await using var command = database.CreateCommand(
            """
            SELECT value, count(*) FROM datasets.finding WHERE version_number = $1 AND code = $2 AND value <> ''
            GROUP BY value ORDER BY count(*) DESC, value LIMIT 200
            """);
        command.Parameters.Add(new() { Value = version.Number });
        command.Parameters.Add(new() { Value = Intake.FindingCodes.UnknownCountry.Code });
        var names = new List<UnknownName>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var name = reader.GetString(0);
            // A name of several countries is nearest to none of them.
            var near = KnownNames.Ambiguous.Contains(PlaceNames.Normalise(name)) ? [] : Nearest.To(name, known.Countries.Values, country => country.Aliases.Append(country.Name).Append(country.Code));
            names.Add(new(name, reader.GetInt64(1), near.Count > 0 ? near[0].Code : null));
        }

        return names;
    }

    private static async Task<IReadOnlyList<SourceRow>> FirstRowsAsync(
        NpgsqlConnection connection, VersionDetails version, Reading reading, CancellationToken ct)
    {
        // What cannot be told is shown as western letters, by which a person sees whether it is.
        var shown = reading.Encoding is null ? reading with { Encoding = TextEncodings.Windows1252 } : reading;
        await using var table = await TableBytes.OpenAsync(connection, version.FileId, version.Length, shown, ct);
        var (text, length) = await SampleTable.TakeAsync(table.Text, ct);
        return [.. SampleTable.Rows(text, length, reading).Where(row => row.Line > reading.HeaderRow - reading.HeaderRows).Take(Shown + reading.HeaderRows)];
    }
}
