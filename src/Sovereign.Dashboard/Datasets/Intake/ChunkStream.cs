using Npgsql;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// The bytes of a received file as one forward stream. It reads a chunk row at a time, so that a file larger than memory can be read.
/// </summary>
internal sealed class ChunkStream : ForwardStream
{
    private readonly NpgsqlDataReader chunks;
    private byte[] current = [];
    private int offset;
    private int skip;

    private ChunkStream(NpgsqlDataReader chunks, int skip)
    {
        this.chunks = chunks;
        this.skip = skip;
    }

    /// <summary>Bytes handed out so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Opens the file over <paramref name="connection"/>, which the stream then occupies until it is disposed.</summary>
    /// <param name="connection">Read from.</param>
    /// <param name="fileId">The file.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="from">Byte of the file with which the stream begins.</param>
    public static async Task<ChunkStream> OpenAsync(NpgsqlConnection connection, Guid fileId, CancellationToken ct, long from = 0)
    {
        await using var command = new NpgsqlCommand(
            "SELECT bytes FROM datasets.source_chunk WHERE file_id = $1 AND ordinal >= $2 ORDER BY ordinal", connection);
        command.Parameters.Add(new() { Value = fileId });
        command.Parameters.Add(new() { Value = (int)(from / ReceiveFile.ChunkSize) });
        command.CommandTimeout = 0;
        // Without sequential access Npgsql still reads row by row; a row is one mebibyte.
        return new ChunkStream(await command.ExecuteReaderAsync(ct), (int)(from % ReceiveFile.ChunkSize));
    }

    public override int Read(Span<byte> buffer)
    {
        if (offset == current.Length)
        {
            if (!chunks.Read()) return 0;
            current = chunks.GetFieldValue<byte[]>(0);
            (offset, skip) = (skip, 0);
        }

        return Take(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (offset == current.Length)
        {
            if (!await chunks.ReadAsync(cancellationToken)) return 0;
            current = chunks.GetFieldValue<byte[]>(0);
            (offset, skip) = (skip, 0);
        }

        return Take(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) chunks.Dispose();
        base.Dispose(disposing);
    }

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, current.Length - offset);
        current.AsSpan(offset, count).CopyTo(buffer);
        offset += count;
        BytesRead += count;
        return count;
    }
}
