namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>
/// Makes tabs of the commas before the first tab of each line, as Eurostat packs several columns into the first one. No byte is added or taken, so that
/// offsets stay those of the file.
/// </summary>
internal sealed class SplitFirstColumn(Stream source) : Stream
{
    private bool inFirst = true;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) => Split(buffer[..source.Read(buffer)]);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await source.ReadAsync(buffer, cancellationToken);
        return Split(buffer.Span[..count]);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }

    private int Split(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (inFirst)
            {
                var next = bytes[i..].IndexOfAny((byte)',', (byte)'\t');
                if (next < 0) break;
                i += next;
                if (bytes[i] == (byte)',') bytes[i] = (byte)'\t';
                else inFirst = false;
            }
            else
            {
                var next = bytes[i..].IndexOfAny((byte)'\n', (byte)'\r');
                if (next < 0) break;
                i += next;
                inFirst = true;
            }
        }

        return bytes.Length;
    }
}
