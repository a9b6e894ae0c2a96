using Npgsql;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>The SQL that reads observations of a draft as published ones are read.</summary>
internal static class DraftRows
{
    /// <summary>Places that one reading takes.</summary>
    public const int Width = 21;

    /// <summary>Readings of a draft's rows; a condition on o follows.</summary>
    public static string Readings(int versionNumber) =>
        $"""
        SELECT {PublishedObservations.Columns}
        FROM {DraftTable.Name(versionNumber)} o
        """;

    /// <summary>Readings of what is published now.</summary>
    public const string Published =
        $"""
        SELECT {PublishedObservations.Columns}
        FROM datasets.observation o
        WHERE o.edition_to IS NULL
        """;

    /// <summary>A reading from a place on; null where an outer join found none.</summary>
    public static PublishedObservation? Read(NpgsqlDataReader reader, ReferenceData known, IReadOnlyDictionary<int, FileOfVersion> files, int at) =>
        at >= reader.FieldCount || reader.IsDBNull(at) ? null : PublishedObservations.Read(reader, known, files, at);

    /// <summary>The files of published versions and the draft's own.</summary>
    public static IReadOnlyDictionary<int, FileOfVersion> Files(IReadOnlyDictionary<int, FileOfVersion> published, VersionDetails draft) =>
        new Dictionary<int, FileOfVersion>(published) { [draft.Number] = new(draft.Id, "draft", draft.Sha256, draft.FileName) };
}
