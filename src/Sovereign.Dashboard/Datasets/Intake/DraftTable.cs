using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// The table that holds the rows of one unpublished version. It has the shape of a segment of <c>datasets.observation</c>, so that a large first
/// load can be attached as it is and each row is written once.
/// </summary>
internal sealed class DraftTable(NpgsqlConnection connection, int versionNumber)
{
    /// <summary>Qualified name.</summary>
    public static string Name(int versionNumber) => $"datasets.draft_{versionNumber}";

    /// <summary>Creates the table, over one that an interrupted reading left.</summary>
    public Task CreateAsync(CancellationToken ct) => RunAsync(
        $"""
        DROP TABLE IF EXISTS {Name(versionNumber)};
        CREATE TABLE {Name(versionNumber)} (LIKE datasets.observation INCLUDING DEFAULTS, CONSTRAINT draft_{versionNumber}_segment CHECK (segment = {versionNumber}));
        """, ct);

    /// <summary>Opens the stream of rows. The table was created in this transaction, hence FREEZE: no later pass over the rows is needed.</summary>
    public Task<NpgsqlBinaryImporter> BeginAsync(CancellationToken ct) => connection.BeginBinaryImportAsync(
        $"""
        COPY {Name(versionNumber)} (segment, version_number, line, dataset_id, {ObservationKey.Columns}, bound, coverage, method, status, value, lower, upper,
            value_text, lower_text, upper_text, note) FROM STDIN (FORMAT binary, FREEZE)
        """, ct);

    /// <summary>Writes one row into memory; Npgsql flushes to the server when its buffer is full.</summary>
    public void Write(NpgsqlBinaryImporter copy, int datasetId, in StagedRow row)
    {
        copy.StartRow();
        copy.Write(versionNumber, NpgsqlDbType.Integer);
        copy.Write(versionNumber, NpgsqlDbType.Integer);
        copy.Write(row.Line, NpgsqlDbType.Bigint);
        copy.Write(datasetId, NpgsqlDbType.Integer);
        copy.Write(row.IndicatorId, NpgsqlDbType.Integer);
        copy.Write(row.CountryId, NpgsqlDbType.Integer);
        copy.Write(row.Period.Start, NpgsqlDbType.Date);
        copy.Write((short)row.Period.Frequency, NpgsqlDbType.Smallint);
        copy.Write(row.DefinitionId, NpgsqlDbType.Integer);
        copy.Write((short)row.Control, NpgsqlDbType.Smallint);
        copy.Write(row.SourceId, NpgsqlDbType.Integer);
        copy.Write((short)row.Bound, NpgsqlDbType.Smallint);
        copy.Write((short)row.Coverage, NpgsqlDbType.Smallint);
        copy.Write((short)row.Method, NpgsqlDbType.Smallint);
        copy.Write(row.Status, NpgsqlDbType.Text);
        copy.Write(row.Value, NpgsqlDbType.Double);
        Write(copy, row.Lower);
        Write(copy, row.Upper);
        copy.Write(row.ValueText, NpgsqlDbType.Text);
        Write(copy, row.LowerText);
        Write(copy, row.UpperText);
        Write(copy, row.Note);
    }

    /// <summary>Builds the index that readers will use; being unique it also proves that the file names no key twice.</summary>
    /// <returns>False when some key stands twice.</returns>
    public async Task<bool> IndexAsync(CancellationToken ct)
    {
        await RunAsync("SET LOCAL maintenance_work_mem = '192MB'; SAVEPOINT before_index", ct);
        try
        {
            await RunAsync($"CREATE UNIQUE INDEX ON {Name(versionNumber)} ({ObservationKey.Columns}, version_number, segment)", ct);
            await RunAsync($"RELEASE SAVEPOINT before_index; ANALYZE {Name(versionNumber)}", ct);
            return true;
        }
        catch (PostgresException duplicate) when (duplicate.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await RunAsync("ROLLBACK TO SAVEPOINT before_index", ct);
            return false;
        }
    }

    /// <summary>Each later row of a key that an earlier row already has, with the earlier line.</summary>
    public IAsyncEnumerable<(long Line, long FirstLine)> DuplicatesAsync(CancellationToken ct) => PairsAsync(
        $"""
        SELECT line, first_line FROM (
            SELECT line, min(line) OVER (PARTITION BY {ObservationKey.Columns}) AS first_line FROM {Name(versionNumber)}) AS rows
        WHERE line > first_line ORDER BY line
        """, reader => (reader.GetInt64(0), reader.GetInt64(1)), ct);

    /// <summary>Rows whose key belongs to another dataset, with that dataset's id.</summary>
    public IAsyncEnumerable<(long Line, int DatasetId)> OwnedElsewhereAsync(CancellationToken ct) => PairsAsync(
        $"""
        SELECT d.line, o.dataset_id FROM {Name(versionNumber)} d JOIN datasets.observation o USING ({ObservationKey.Columns})
        WHERE o.edition_to IS NULL AND o.dataset_id <> d.dataset_id ORDER BY d.line
        """, reader => (reader.GetInt64(0), reader.GetInt32(1)), ct);

    public Task DropAsync(CancellationToken ct) => RunAsync($"DROP TABLE IF EXISTS {Name(versionNumber)}", ct);

    private static void Write(NpgsqlBinaryImporter copy, double? value)
    {
        if (value is { } number) copy.Write(number, NpgsqlDbType.Double);
        else copy.WriteNull();
    }

    private static void Write(NpgsqlBinaryImporter copy, string? text)
    {
        if (text is null) copy.WriteNull();
        else copy.Write(text, NpgsqlDbType.Text);
    }

    private async IAsyncEnumerable<T> PairsAsync<T>(string sql, Func<NpgsqlDataReader, T> read, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) yield return read(reader);
    }

    private async Task RunAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
