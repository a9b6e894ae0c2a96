using System.Runtime.CompilerServices;
using Npgsql;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>Streams findings in the order of the file; the index of that order is walked, nothing is sorted and nothing is held.</summary>
internal static class StoredFindings
{
    /// <param name="connection">Occupied until the stream ends.</param>
    /// <param name="versionNumber">The version.</param>
    /// <param name="filter">Which of its findings.</param>
    /// <param name="skip">How many come before.</param>
    /// <param name="take">At most so many; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public static async IAsyncEnumerable<Finding> InFileOrderAsync(
        NpgsqlConnection connection, int versionNumber, FindingFilter filter, long skip, int? take, [EnumeratorCancellation] CancellationToken ct)
    {
        var conditions = new List<string> { "f.version_number = $1" };
        await using var command = new NpgsqlCommand { Connection = connection, CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = versionNumber });
        Narrow("f.tier", filter.Tier);
        Narrow("f.code", filter.Code);
        Narrow("coalesce(f.column_name, '')", filter.Column);
        if (filter.Open) conditions.Add("f.tier IN ('Q', 'M') AND e.code IS NULL");
        command.CommandText = $"{Select} WHERE {string.Join(" AND ", conditions)} ORDER BY f.line, f.ordinal OFFSET {skip}{(take is null ? "" : $" LIMIT {take}")}";
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) yield return Read(reader, versionNumber);

        void Narrow(string side, string? value)
        {
            if (value is null) return;
            command.Parameters.Add(new() { Value = value });
            conditions.Add($"{side} = ${command.Parameters.Count}");
        }
    }

    /// <summary>Findings in the order in which they were made, from an ordinal on.</summary>
    public static async IAsyncEnumerable<Finding> InOrderMadeAsync(
        NpgsqlConnection connection, int versionNumber, long after, int? take, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"{Select} WHERE f.version_number = $1 AND f.ordinal > $2 ORDER BY f.ordinal{(take is null ? "" : $" LIMIT {take}")}", connection)
        { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = versionNumber });
        command.Parameters.Add(new() { Value = after });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) yield return Read(reader, versionNumber);
    }

    /// <summary>Findings that fit behind no row: of the file, of the header, and of a row that never ends.</summary>
    public static async IAsyncEnumerable<Finding> WithoutRowAsync(NpgsqlConnection connection, int versionNumber, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            {Select} WHERE f.version_number = $1 AND f.line <= 1
            UNION ALL
            {Select} WHERE f.version_number = $1 AND f.line > 1 AND f.code = ANY ($2)
                AND EXISTS (SELECT 1 FROM datasets.finding_count c WHERE c.version_number = $1 AND c.code = ANY ($2))
            ORDER BY line, ordinal
            """, connection)
        { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = versionNumber });
        command.Parameters.Add(new() { Value = EndlessRow.Select(code => code.Code).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) yield return Read(reader, versionNumber);
    }

    /// <summary>Codes of rows behind which no cell can be written: it would stand inside their open quote, or be looked for at the end of the file.</summary>
    public static readonly IReadOnlyList<FindingCode> EndlessRow = [FindingCodes.RowTooLong, FindingCodes.UnclosedQuote];

    // A reason counts for a draft while it stands, for a published version if it stood when that was published.
    private const string Select =
        """
        SELECT f.ordinal, f.tier, f.code, f.line, f.column_name, f.value, f.problem, f.expected, f.subject, f.subject_value,
            e.reason_code, e.reason, e.explained_by, e.explained_at
        FROM datasets.finding f
        JOIN datasets.version v ON v.number = f.version_number
        LEFT JOIN datasets.edition p ON p.number = v.edition
        LEFT JOIN datasets.explanation e ON e.dataset_id = v.dataset_id AND e.code = f.code AND e.subject = f.subject AND e.value = f.subject_value
            AND (p.number IS NULL OR e.explained_at <= p.published_at)
            AND (e.replaced_at IS NULL OR e.replaced_at > p.published_at)
        """;

    private static Finding Read(NpgsqlDataReader reader, int versionNumber) => new()
    {
        VersionNumber = versionNumber,
        Ordinal = reader.GetInt64(0),
        Tier = reader.GetString(1),
        Code = reader.GetString(2),
        Line = reader.GetInt64(3),
        ColumnName = reader.IsDBNull(4) ? null : reader.GetString(4),
        Value = reader.IsDBNull(5) ? null : reader.GetString(5),
        Problem = reader.GetString(6),
        Expected = reader.GetString(7),
        Subject = reader.IsDBNull(8) ? null : reader.GetString(8),
        SubjectValue = reader.IsDBNull(9) ? null : reader.GetString(9),
        Explanation = reader.IsDBNull(10)
            ? null
            : new(reader.GetString(10), reader.GetString(11), reader.GetString(12), reader.GetFieldValue<DateTimeOffset>(13)),
    };
}
