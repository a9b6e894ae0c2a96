using System.Security.Cryptography;
using Npgsql;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Publishing;
using Sovereign.Dashboard.Datasets.Reference;

namespace Sovereign.Dashboard.Datasets.Seeding;

/// <summary>
/// Brings <c>seed-data/</c> into the database through the same intake as uploads, by the system account. What was seeded once is left alone, also
/// when people have published over it since.
/// </summary>
public sealed class SeedDatasets(NpgsqlDataSource database, DefineReference define, ImportFile import)
{
    /// <summary>One caller at a time: several nodes may start at once.</summary>
    private const long LockKey = 0x53454544;

    /// <returns>How many datasets were published. Refused where a seed file does not pass the intake.</returns>
    public async Task<Outcome<int>> RunAsync(Actor system, string folder, CancellationToken ct)
    {
        var holder = await database.OpenConnectionAsync(ct);
        await using var turn = await SessionLock.TakeAsync(holder, LockKey, ct);
        var seeded = await SeededAsync(holder, ct);
        var files = SeedReference.Origins(folder);
        var hashes = new List<string>();
        foreach (var (_, file) in files)
        {
            await using var stream = File.OpenRead(file);
            hashes.Add(Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct)));
        }

        // Reference data follows the release only while the seed does: people may have defined it anew since.
        if (hashes.All(seeded.Contains)) return 0;
        if (await define.RunAsync(system, SeedReference.Read(folder), "Reference data of the release", ct) is Outcome<int>.Refused reference) return reference.Why;

        var published = 0;
        foreach (var ((dataset, file), hash) in files.Zip(hashes))
        {
            if (seeded.Contains(hash)) continue;
            await using var stream = File.OpenRead(file);
            var name = $"{dataset.Code}.csv";
            var outcome = await import.RunAsync(system, system, dataset.Code, name, stream, new PublishRequest(Comment: "Figures that come with the release"), null, ct);
            if (outcome is Outcome<PublishedVersion>.Refused refused) return new Refusal(refused.Why.Code, $"Seeding {dataset.Code} failed. {refused.Why.Sentence}");
            published++;
        }

        return published;
    }

    private static async Task<HashSet<string>> SeededAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT DISTINCT f.sha256 FROM datasets.version v JOIN datasets.source_file f ON f.id = v.source_file_id
            WHERE v.system_upload AND v.edition IS NOT NULL
            """, connection);
        var hashes = new HashSet<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) hashes.Add(reader.GetString(0));
        return hashes;
    }
}
