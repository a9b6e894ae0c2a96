using Npgsql;
using NpgsqlTypes;

namespace Sovereign.Dashboard.Datasets.Publishing;

/// <summary>Makes editions. All of them are made under one lock, so that their numbers and instants grow together.</summary>
internal static class Editions
{
    private const long LockKey = 0x45444954;

    /// <summary>Waits for the lock, held until the transaction ends, and returns the number the next edition will have.</summary>
    public static async Task<int> BeginNextAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using (var take = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({LockKey})", connection) { CommandTimeout = 0 })
        {
            await take.ExecuteNonQueryAsync(ct);
        }

        await using var next = new NpgsqlCommand("SELECT coalesce(max(number), 0) + 1 FROM datasets.edition", connection);
        return (int)(await next.ExecuteScalarAsync(ct))!;
    }

    /// <summary>
    /// Records the edition. To be the last statement before the commit: the shorter the time between the instant and the moment others see it, the
    /// fewer readers were answered from the edition before at an instant that now belongs to this one. They were told its number.
    /// </summary>
    public static async Task<DateTimeOffset> RecordAsync(
        NpgsqlConnection connection, int number, string kind, string? comment, DateTimeOffset now, CancellationToken ct)
    {
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO datasets.edition (number, published_at, kind, comment)
            SELECT $1, greatest($2, (SELECT max(published_at) + interval '1 microsecond' FROM datasets.edition)), $3, $4
            RETURNING published_at
            """, connection);
        insert.Parameters.Add(new() { Value = number });
        insert.Parameters.Add(new() { Value = now, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        insert.Parameters.Add(new() { Value = kind });
        insert.Parameters.Add(new() { Value = (object?)comment ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await using var reader = await insert.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return reader.GetFieldValue<DateTimeOffset>(0);
    }
}
