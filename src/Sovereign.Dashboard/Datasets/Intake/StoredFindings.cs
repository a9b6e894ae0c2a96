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
        var conditions = new List<string> { "version_number = $1" };
        await using var command = new NpgsqlCommand { Connection = connection, CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = versionNumber });
        Narrow("tier", filter.Tier);
        Narrow("code", filter.Code);
        Narrow("coalesce(column_name, '')", filter.Column);
        command.CommandText = $"{Select} WHERE {string.Join(" AND ", conditions)} ORDER BY line, ordinal OFFSET {skip}{(take is null ? "" : $" LIMIT {take}")}";
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) yield return Read(reader, versionNumber);

        void Narrow(string side, string? value)
        {
            if (value is null) return;
            command.Parameters.Add(new() { Value = value });
            conditions.Add($"{side} = ${command.Parameters.Count}");
        }
    }

    /// <summary>Findings that fit behind no row: of the file, of the header, and of a row that never ends.</summary>
    public static async IAsyncEnumerable<Finding> WithoutRowAsync(NpgsqlConnection connection, int versionNumber, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            {Select} WHERE version_number = $1 AND line <= 1
            UNION ALL
            {Select} WHERE version_number = $1 AND line > 1 AND code = ANY ($2)
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

    private const string Select = "SELECT ordinal, tier, code, line, column_name, value, problem, expected FROM datasets.finding";

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
    };
}
