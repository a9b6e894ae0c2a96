using Npgsql;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>
/// The bytes of a received file with random access, as a ZIP archive needs it. It holds one chunk; nothing is copied to disk, so that nothing is left there by
/// a process that was killed.
/// </summary>
internal sealed class SeekableChunks(NpgsqlConnection connection, Guid fileId, long length) : Stream
{
    private byte[] current = [];
    private long ordinal = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || Position >= length) return 0;
        var wanted = Position / ReceiveFile.ChunkSize;
        if (wanted != ordinal)
        {
            using var command = new NpgsqlCommand("SELECT bytes FROM datasets.source_chunk WHERE file_id = $1 AND ordinal = $2", connection);
            command.Parameters.Add(new() { Value = fileId });
            command.Parameters.Add(new() { Value = (int)wanted });
            current = (byte[]?)command.ExecuteScalar() ?? throw new InvalidDataException($"File {fileId} lacks chunk {wanted}.");
            ordinal = wanted;
        }

        var from = (int)(Position % ReceiveFile.ChunkSize);
        var count = Math.Min(buffer.Length, current.Length - from);
        current.AsSpan(from, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    public override void Flush() => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
