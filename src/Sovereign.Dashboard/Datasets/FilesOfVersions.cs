using Npgsql;

namespace Sovereign.Dashboard.Datasets;

/// <summary>
/// The files of published versions by the versions' numbers, read once an edition. Observations carry the number: joining the names to each of them would
/// cost every read more with every version there is.
/// </summary>
public sealed class FilesOfVersions(NpgsqlDataSource database)
{
    private readonly KeptByEdition<IReadOnlyDictionary<int, FileOfVersion>> kept = new();

    /// <summary>The files of all versions up to an edition; withdrawals have none.</summary>
    public Task<IReadOnlyDictionary<int, FileOfVersion>> AsOfAsync(Edition edition) => kept.GetAsync(edition.Number, () => ReadAsync(edition));

    private async Task<IReadOnlyDictionary<int, FileOfVersion>> ReadAsync(Edition edition)
    {
        await using var command = database.CreateCommand(
            "SELECT v.number, v.id, v.semantic, f.sha256, f.name FROM datasets.version v JOIN datasets.source_file f ON f.id = v.source_file_id WHERE v.edition <= $1");
        command.Parameters.Add(new() { Value = edition.Number });
        var files = new Dictionary<int, FileOfVersion>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            files[reader.GetInt32(0)] = new FileOfVersion(reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetString(4));
        return files;
    }
}
