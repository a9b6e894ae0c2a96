using Npgsql;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>Remembers where every so many rows begin in the file, so that any row can be shown later without reading the file from its start.</summary>
internal sealed class LineMarks
{
    /// <summary>Rows from one mark to the next.</summary>
    public const int RowsBetween = 500;

    private readonly List<long> lines = [];
    private readonly List<long> offsets = [];
    private int rows;

    /// <summary>Takes a row as it is read.</summary>
    /// <param name="line">Line where it begins.</param>
    /// <param name="offset">Byte of the file where it begins.</param>
    public void Pass(long line, long offset)
    {
        if (++rows % RowsBetween != 0) return;
        lines.Add(line);
        offsets.Add(offset);
    }

    /// <summary>Keeps the marks of a version; over those of an interrupted reading there are none, since it was not committed.</summary>
    public async Task SaveAsync(NpgsqlConnection connection, int versionNumber, CancellationToken ct)
    {
        if (lines.Count == 0) return;
        await using var insert = new NpgsqlCommand(
            "INSERT INTO datasets.line_mark (version_number, line, byte_offset) SELECT $1, line, at FROM unnest($2, $3) AS mark (line, at)", connection);
        insert.Parameters.Add(new() { Value = versionNumber });
        insert.Parameters.Add(new() { Value = lines.ToArray() });
        insert.Parameters.Add(new() { Value = offsets.ToArray() });
        await insert.ExecuteNonQueryAsync(ct);
    }
}
