namespace Sovereign.Dashboard.Exports;

/// <summary>
/// Takes synchronous writes without any I/O: they are kept, and go out with the next asynchronous one. The server refuses synchronous I/O, and libraries that
/// are otherwise asynchronous still end an entry or a block by a few bytes written the old way. Leaves the destination open.
/// </summary>
/// <param name="destination">Written asynchronously only.</param>
public sealed class UnblockedStream(Stream destination) : Stream
{
    private readonly MemoryStream kept = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => kept.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => kept.Write(buffer, offset, count);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await SendKeptAsync(cancellationToken);
        await destination.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Does nothing: what is kept waits for <see cref="FlushAsync(CancellationToken)"/>.</summary>
    public override void Flush()
    {
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await SendKeptAsync(cancellationToken);
        await destination.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask SendKeptAsync(CancellationToken ct)
    {
        if (kept.Length == 0) return;
        await destination.WriteAsync(kept.GetBuffer().AsMemory(0, (int)kept.Length), ct);
        kept.SetLength(0);
    }
}
