using System.Buffers;
using System.Security.Cryptography;
using Hangfire;
using Npgsql;
using NpgsqlTypes;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Readings;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// Keeps an uploaded file as it is and hands it to the job that reads it. The same bytes again answer the same version while that version
/// is open or current.
/// </summary>
public sealed class ReceiveFile(
    NpgsqlDataSource database, EditionQueries editions, ReferenceQueries reference, IBackgroundJobClient jobs, TimeProvider clock)
{
    /// <summary>Bytes; the contract's limit.</summary>
    public const long LargestFile = 2L << 30;

    /// <summary>Bytes of each chunk but the last.</summary>
    internal const int ChunkSize = 1 << 20;

    // First bytes of what is sometimes called .csv and is no table: PDF, PNG, JPEG, GIF, gzip, and Office before 2007, or a workbook with a password. A ZIP may be
    // a workbook; what is in it is looked at when it is read.
    private static readonly (byte[] Start, string Name)[] notTables =
    [
        ("%PDF"u8.ToArray(), "a PDF document"), ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ("GIF8"u8.ToArray(), "a GIF picture"), ([0x1F, 0x8B], "a gzip archive"),
        ([0xD0, 0xCF, 0x11, 0xE0], "a workbook of Excel before 2007, or one with a password"), ("{"u8.ToArray(), "JSON"),
        ("<!DOCTYPE"u8.ToArray(), "a web page"), ("<html"u8.ToArray(), "a web page"), ("<?xml"u8.ToArray(), "XML"),
    ];

    /// <returns>
    /// The version that now holds the file. Refused with <c>not-permitted</c>, <c>unknown-dataset</c>, <c>not-a-table</c> or <c>too-large</c>.
    /// </returns>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, string datasetCode, string fileName, Stream body, CancellationToken ct)
    {
        if (!actor.May(Permissions.Upload)) return new Refusal("not-permitted", "Uploading needs the permission to upload datasets.");
        var known = await reference.AsOfAsync(await editions.LatestAsync(ct), ct);
        if (!known.Datasets.TryGetValue(datasetCode, out var dataset))
            return new Refusal("unknown-dataset", $"There is no dataset '{datasetCode}'.");

        var name = CleanName(fileName);
        var now = clock.GetUtcNow();
        var fileId = Guid.CreateVersion7(now);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var stored = await StoreAsync(connection, fileId, name, body, ct);
        if (stored is Outcome<(string Sha256, long Length, string? Encoding)>.Refused refused) return refused.Why;
        var (sha256, length, encoding) = ((Outcome<(string Sha256, long Length, string? Encoding)>.Done)stored).Value;

        // Two uploads of the same bytes at once: the second waits here and then finds the first.
        await using (var take = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", connection, transaction))
        {
            take.Parameters.Add(new() { Value = $"{datasetCode}/{sha256}" });
            await take.ExecuteNonQueryAsync(ct);
        }

        if (await FindOpenAsync(connection, dataset.Id, sha256, ct) is { } open)
        {
            await transaction.RollbackAsync(ct);
            if (open.ReadAgain) await ReadAgainAsync(actor, datasetCode, open.Id, ct);
            return open.Id;
        }

        var id = Guid.CreateVersion7(now);
        await using (var insert = new NpgsqlCommand(
            """
            INSERT INTO datasets.source_file (id, name, sha256, length, received_at, encoding) VALUES ($1, $2, $3, $4, $5, $10);
            INSERT INTO datasets.version (id, dataset_id, source_file_id, status, uploaded_by, uploaded_at, system_upload, base_edition,
                bytes_read, rows, errors, warnings, added, changed, absent, removed)
            VALUES ($6, $7, $1, 'received', $8, $5, $9, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            """.Replace("$", "@p", StringComparison.Ordinal), connection, transaction))
        {
            object[] values = [fileId, name, sha256, length, now, id, dataset.Id, actor.Id, actor.IsSystem, (object?)encoding ?? DBNull.Value];
            for (var i = 0; i < values.Length; i++) insert.Parameters.AddWithValue($"p{i + 1}", values[i]);
            await insert.ExecuteNonQueryAsync(ct);
        }

        await AuditLog.AppendAsync(connection, transaction, new AuditEvent(now, actor.Pseudonym, EventNames.VersionUploaded, $"dataset:{datasetCode}/version:{id}",
            new() { ["file"] = name, ["sha256"] = sha256, ["bytes"] = length }), ct);
        await transaction.CommitAsync(ct);
        // Should the process die here, the sweep of unread versions enqueues it at the next start.
        jobs.Enqueue<ReadVersionJob>(job => job.RunAsync(id, CancellationToken.None));
        return id;
    }

    private static string CleanName(string fileName)
    {
        var name = Path.GetFileName(fileName.Replace('\\', '/'));
        var kept = new string([.. name.Where(c => !char.IsControl(c)).Take(200)]);
        if (kept.Length > 0 && char.IsHighSurrogate(kept[^1])) kept = kept[..^1];
        return kept.Length == 0 ? "upload.csv" : kept;
    }

    private static async Task<Outcome<(string Sha256, long Length, string? Encoding)>> StoreAsync(
        NpgsqlConnection connection, Guid fileId, string name, Stream body, CancellationToken ct)
    {
        var scan = new EncodingScan();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            long length = 0;
            var ordinal = 0;
            await using var copy = await connection.BeginBinaryImportAsync(
                "COPY datasets.source_chunk (file_id, ordinal, bytes) FROM STDIN (FORMAT binary)", ct);
            copy.Timeout = TimeSpan.Zero;
            while (await body.ReadAtLeastAsync(buffer.AsMemory(0, ChunkSize), ChunkSize, throwOnEndOfStream: false, ct) is var count and > 0)
            {
                if (ordinal == 0 && notTables.FirstOrDefault(kind => buffer.AsSpan(0, count).StartsWith(kind.Start)) is { Name: { } what })
                    return new Refusal("not-a-table", $"{name} is {what}; expected a table as CSV, TSV or XLSX.");
                length += count;
                if (length > LargestFile) return new Refusal("too-large", $"{name} is larger than {LargestFile >> 30} GiB.");
                hash.AppendData(buffer, 0, count);
                scan.Pass(buffer.AsSpan(0, count));
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(fileId, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(ordinal++, NpgsqlDbType.Integer, ct);
                await copy.WriteAsync(buffer.AsMemory(0, count), NpgsqlDbType.Bytea, ct);
            }

            await copy.CompleteAsync(ct);
            return (Convert.ToHexStringLower(hash.GetHashAndReset()), length, scan.Verdict());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<(Guid Id, bool ReadAgain)?> FindOpenAsync(NpgsqlConnection connection, int datasetId, string sha256, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(
            """
            SELECT v.id, v.status = 'draft' AND v.errors > 0
            FROM datasets.version v JOIN datasets.source_file f ON f.id = v.source_file_id
            WHERE f.sha256 = $2 AND v.dataset_id = $1 AND v.status IN ('received', 'reading', 'needs-reading', 'draft', 'published')
            ORDER BY v.number DESC LIMIT 1
            """, connection);
        find.Parameters.Add(new() { Value = datasetId });
        find.Parameters.Add(new() { Value = sha256 });
        await using var reader = await find.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetGuid(0), reader.GetBoolean(1)) : null;
    }

    /// <summary>A file that failed is judged anew: the indicator or source it lacked may exist by now.</summary>
    private async Task ReadAgainAsync(Actor actor, string datasetCode, Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(
            "UPDATE datasets.version SET status = 'received' WHERE id = $1 AND status = 'draft' AND errors > 0", connection, transaction);
        command.Parameters.Add(new() { Value = id });
        if (await command.ExecuteNonQueryAsync(ct) == 0) return;
        await AuditLog.AppendAsync(
            connection, transaction,
            new AuditEvent(clock.GetUtcNow(), actor.Pseudonym, EventNames.VersionReadAgain, $"dataset:{datasetCode}/version:{id}"), ct);
        await transaction.CommitAsync(ct);
        jobs.Enqueue<ReadVersionJob>(job => job.RunAsync(id, CancellationToken.None));
    }
}
