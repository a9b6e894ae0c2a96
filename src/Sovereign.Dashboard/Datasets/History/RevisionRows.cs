using Npgsql;

namespace Sovereign.Dashboard.Datasets.History;

/// <summary>The SQL that sets what an observation said beside what it said before, and the reader of its rows.</summary>
internal static class RevisionRows
{
    /// <summary>Places that one reading takes: the columns of an observation, the edition that made it, the edition that ended it.</summary>
    private const int Width = 23;

    /// <summary>Readings of observations; a condition on o and v follows.</summary>
    public const string Readings =
        $"""
        SELECT {PublishedObservations.Columns}, v.edition AS edition_from, o.edition_to
        FROM datasets.observation o JOIN datasets.version v ON v.number = o.version_number
        """;

    /// <summary>The columns of an observation's key but the indicator and country, in the order of answers.</summary>
    public const string WithinCountry =
        """
        coalesce(a.period_start, b.period_start) DESC, coalesce(a.frequency, b.frequency), coalesce(a.definition_id, b.definition_id),
            coalesce(a.control, b.control), coalesce(a.source_id, b.source_id)
        """;

    /// <summary>Whether two readings a and b are of one observation.</summary>
    public static readonly string SameObservation = ObservationKey.Same("a", "b");

    /// <summary>Reads <c>a.*, b.*</c> from a place on; <c>b.*</c> may be left out.</summary>
    public static (PublishedObservation? After, PublishedObservation? Before) ReadBoth(
        NpgsqlDataReader reader, ReferenceData known, IReadOnlyDictionary<int, FileOfVersion> files, int at) => (Read(reader, known, files, at), Read(reader, known, files, at + Width));

    /// <summary>Reads <c>e.number, e.published_at, e.comment, w.semantic, t.semantic, a.*, b.*</c>; t is the version that the edition takes back, if it does.</summary>
    /// <param name="reader">Stands on a row.</param>
    /// <param name="known">What the last edition that the reader may see knew.</param>
    /// <param name="files">The files of the versions up to that edition.</param>
    public static ObservationRevision ReadRevision(NpgsqlDataReader reader, ReferenceData known, IReadOnlyDictionary<int, FileOfVersion> files)
    {
        const int First = 5;
        var (after, before) = ReadBoth(reader, known, files, First);
        int? until = reader.IsDBNull(First + Width - 1) || reader.GetInt32(First + Width - 1) > known.Edition.Number ? null : reader.GetInt32(First + Width - 1);
        return new ObservationRevision(
            reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetString(3), before, after, until)
        { TakesBack = reader.IsDBNull(4) ? null : reader.GetString(4) };
    }

    private static PublishedObservation? Read(NpgsqlDataReader reader, ReferenceData known, IReadOnlyDictionary<int, FileOfVersion> files, int at) =>
        at >= reader.FieldCount || reader.IsDBNull(at) ? null : PublishedObservations.Read(reader, known, files, at);
}
