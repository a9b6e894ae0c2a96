namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// Reads through to a stream and keeps what was read until it is copied on, so that whoever follows a parser can copy the very bytes it has passed.
/// It holds what the parser reads ahead and no more.
/// </summary>
internal sealed class PassedBytes(Stream source) : ForwardStream
{
    private byte[] kept = new byte[1 << 20];
    private int start;
    private int end;
    private long copied;

    /// <summary>Copies on to <paramref name="output"/> what was not copied yet, up to a byte of the source.</summary>
    public async ValueTask CopyToAsync(Stream output, long upTo, CancellationToken ct)
    {
        var count = (int)(upTo - copied);
        await output.WriteAsync(kept.AsMemory(start, count), ct);
        start += count;
        copied = upTo;
    }

    /// <summary>Copies on all that is left, also what was not read yet.</summary>
    public async Task CopyRestAsync(Stream output, CancellationToken ct)
    {
        await CopyToAsync(output, copied + end - start, ct);
        await source.CopyToAsync(output, ct);
    }

    public override int Read(Span<byte> buffer) => Keep(buffer[..source.Read(buffer)]);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await source.ReadAsync(buffer, cancellationToken);
        return Keep(buffer.Span[..count]);
    }

    private int Keep(ReadOnlySpan<byte> read)
    {
        if (kept.Length - end < read.Length)
        {
            var left = end - start;
            var room = left + read.Length > kept.Length / 2 ? new byte[Math.Max(kept.Length, 2 * (left + read.Length))] : kept;
            kept.AsSpan(start, left).CopyTo(room);
            (kept, start, end) = (room, 0, left);
        }

        read.CopyTo(kept.AsSpan(end));
        end += read.Length;
        return read.Length;
    }
}
