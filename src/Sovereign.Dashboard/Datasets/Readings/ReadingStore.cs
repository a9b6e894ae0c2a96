using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>Keeps readings with their versions.</summary>
internal static class ReadingStore
{
    /// <summary>Keeps a reading, over an earlier one of the version.</summary>
    public static async Task SaveAsync(
        NpgsqlConnection connection, int versionNumber, int datasetId, Reading reading, Guid? confirmedBy, DateTimeOffset now, CancellationToken ct)
    {
        await using var save = new NpgsqlCommand(
            """
            INSERT INTO datasets.reading (version_number, dataset_id, signature, reading, confirmed_by, confirmed_at) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (version_number) DO UPDATE SET signature = excluded.signature, reading = excluded.reading, skipped = NULL,
                confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at
            """, connection);
        save.Parameters.Add(new() { Value = versionNumber });
        save.Parameters.Add(new() { Value = datasetId });
        save.Parameters.Add(new() { Value = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reading.Signature))) });
        save.Parameters.Add(new() { Value = ReadingJson.Write(reading), NpgsqlDbType = NpgsqlDbType.Jsonb });
        save.Parameters.Add(new() { Value = (object?)confirmedBy ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        save.Parameters.Add(new() { Value = confirmedBy is null ? DBNull.Value : now, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        await save.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Keeps what a reading left out.</summary>
    public static async Task SaveSkippedAsync(NpgsqlConnection connection, int versionNumber, SkippedRows skipped, CancellationToken ct)
    {
        await using var save = new NpgsqlCommand("UPDATE datasets.reading SET skipped = $2 WHERE version_number = $1", connection);
        save.Parameters.Add(new() { Value = versionNumber });
        save.Parameters.Add(new() { Value = ReadingJson.Write(skipped), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await save.ExecuteNonQueryAsync(ct);
    }

    /// <summary>A version's reading and who confirmed it; null when it has none yet.</summary>
    public static async Task<(Reading Reading, Guid? ConfirmedBy, SkippedRows? Skipped)?> FindAsync(NpgsqlConnection connection, int versionNumber, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("SELECT reading, confirmed_by, skipped FROM datasets.reading WHERE version_number = $1", connection);
        find.Parameters.Add(new() { Value = versionNumber });
        await using var reader = await find.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? (ReadingJson.Read<Reading>(reader.GetString(0)), reader.IsDBNull(1) ? null : reader.GetGuid(1), reader.IsDBNull(2) ? null : ReadingJson.Read<SkippedRows>(reader.GetString(2)))
            : null;
    }

    /// <summary>How the rows of a version's file are told apart; files that were read before readings were kept are UTF-8 with commas.</summary>
    public static async Task<Reading> ForRowsAsync(NpgsqlConnection connection, int versionNumber, CancellationToken ct) =>
        await FindAsync(connection, versionNumber, ct) is { } stored ? stored.Reading : new Reading { Encoding = TextEncodings.Utf8, Separator = ",", Template = true };

    /// <summary>The last readings of a dataset that persons confirmed, the newest first.</summary>
    public static async Task<IReadOnlyList<Reading>> ConfirmedAsync(NpgsqlConnection connection, int datasetId, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(
            "SELECT reading FROM datasets.reading WHERE dataset_id = $1 AND confirmed_by IS NOT NULL ORDER BY version_number DESC LIMIT 100", connection);
        find.Parameters.Add(new() { Value = datasetId });
        var readings = new List<Reading>();
        await using var reader = await find.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) readings.Add(ReadingJson.Read<Reading>(reader.GetString(0)));
        return readings;
    }

    /// <summary>What the published rows of a dataset have in common.</summary>
    public static async Task<UsualRows> UsualAsync(NpgsqlConnection connection, int datasetId, ReferenceData known, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(
            """
            SELECT DISTINCT indicator_id, definition_id, control, bound, coverage, method, source_id FROM datasets.observation
            WHERE dataset_id = $1 AND edition_to IS NULL LIMIT 1000
            """, connection)
        { CommandTimeout = 0 };
        find.Parameters.Add(new() { Value = datasetId });
        var rows = new List<(int Indicator, int Definition, short Control, short Bound, short Coverage, short Method, int Source)>();
        await using var reader = await find.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add((reader.GetInt32(0), reader.GetInt32(1), reader.GetInt16(2), reader.GetInt16(3), reader.GetInt16(4), reader.GetInt16(5), reader.GetInt32(6)));
        return UsualRows.Of(rows, known);
    }
}
