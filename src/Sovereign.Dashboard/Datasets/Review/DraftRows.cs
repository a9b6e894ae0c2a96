using Npgsql;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>The SQL that reads observations of a draft as published ones are read.</summary>
internal static class DraftRows
{
    /// <summary>Places that one reading takes.</summary>
    public const int Width = 24;

    /// <summary>Readings of a draft's rows; a condition on o follows.</summary>
    public static string Readings(int versionNumber) =>
        $"""
        SELECT {PublishedObservations.Columns}
        FROM {DraftTable.Name(versionNumber)} o
        CROSS JOIN (SELECT 'draft' AS semantic, id, source_file_id FROM datasets.version WHERE number = {versionNumber}) v
        JOIN datasets.source_file f ON f.id = v.source_file_id
        """;

    /// <summary>Readings of what is published now.</summary>
    public const string Published =
        $"""
        SELECT {PublishedObservations.Columns}
        FROM datasets.observation o
        JOIN datasets.version v ON v.number = o.version_number
        JOIN datasets.source_file f ON f.id = v.source_file_id
        WHERE o.edition_to IS NULL
        """;

    /// <summary>A reading from a place on; null where an outer join found none.</summary>
    public static PublishedObservation? Read(NpgsqlDataReader reader, ReferenceData known, int at) =>
        at >= reader.FieldCount || reader.IsDBNull(at) ? null : PublishedObservations.Read(reader, known, at);
}
