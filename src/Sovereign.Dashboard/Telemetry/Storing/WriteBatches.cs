using Npgsql;
using NpgsqlTypes;

namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>Writes what is known of each request: the lineage of what is made of it.</summary>
public static class WriteBatches
{
    /// <summary>Writes within the caller's transaction.</summary>
    public static async Task RunAsync(NpgsqlConnection connection, IReadOnlyList<StoredBatch> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return;
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY telemetry.batch (id, received_at, key_id, sha256, bytes, samples, skew_ms, engines, minutes, reasons, counts) FROM STDIN (FORMAT binary)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(row.Id, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(DateTimeOffset.FromUnixTimeMilliseconds(row.ReceivedAt), NpgsqlDbType.TimestampTz, ct);
            if (row.KeyId is { } key) await copy.WriteAsync(key, NpgsqlDbType.Integer, ct);
            else await copy.WriteNullAsync(ct);
            await copy.WriteAsync(row.Sha256, NpgsqlDbType.Bytea, ct);
            await copy.WriteAsync(row.Bytes, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(row.Samples, NpgsqlDbType.Integer, ct);
            if (row.SkewMilliseconds is { } skew) await copy.WriteAsync(skew, NpgsqlDbType.Bigint, ct);
            else await copy.WriteNullAsync(ct);
            await copy.WriteAsync(Array.ConvertAll(row.Touched, pair => pair.EngineId), NpgsqlDbType.Array | NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(Array.ConvertAll(row.Touched, pair => pair.Minute), NpgsqlDbType.Array | NpgsqlDbType.Integer, ct);
            if (row.Refused.Count == 0)
            {
                await copy.WriteNullAsync(ct);
                await copy.WriteNullAsync(ct);
                continue;
            }

            await copy.WriteAsync(row.Refused.Keys.Select(reason => (short)reason).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Smallint, ct);
            await copy.WriteAsync(row.Refused.Values.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer, ct);
        }

        await copy.CompleteAsync(ct);
    }
}
