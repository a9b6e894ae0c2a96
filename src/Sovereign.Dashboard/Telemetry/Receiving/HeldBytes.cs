using System.Buffers;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>A growing pooled buffer that is counted among the bytes in flight before it is taken.</summary>
internal sealed class HeldBytes(BytesInFlight inFlight) : IDisposable
{
    private const int First = 16 << 10;

    private byte[] buffer = [];
    private long counted;

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory => buffer.AsMemory(0, Length);

    /// <summary>Room for more bytes after those there are: at least one, at most as many as the bound leaves.</summary>
    /// <param name="most">Bytes the buffer may have in the end; once it has them there is no room.</param>
    /// <exception cref="PortalFullException">As many bytes are held as may be.</exception>
    public Memory<byte> Room(int most)
    {
        if (Length == buffer.Length && Length < most) Grow((int)Math.Min(most, Math.Max(First, 2L * Length)));
        return buffer.AsMemory(Length, Math.Max(0, Math.Min(buffer.Length, most) - Length));
    }

    /// <summary>Room for as many bytes as are known to come.</summary>
    /// <exception cref="PortalFullException">As many bytes are held as may be.</exception>
    public Memory<byte> RoomFor(int bytes)
    {
        if (bytes > buffer.Length) Grow(bytes);
        return buffer.AsMemory(Length, bytes - Length);
    }

    /// <summary>Says that bytes were written into the room.</summary>
    public void Advance(int bytes) => Length += bytes;

    public void Dispose()
    {
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        inFlight.Give(counted);
        (buffer, counted, Length) = ([], 0, 0);
    }

    private void Grow(int size)
    {
        var more = size - counted;
        if (!inFlight.TryTake(more)) throw new PortalFullException();
        counted = size;
        var grown = ArrayPool<byte>.Shared.Rent(size);
        buffer.AsSpan(0, Length).CopyTo(grown);
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = grown;
    }
}
