using System.Buffers.Binary;
using System.Text;

namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>
/// A growing buffer in which the bytes that name a series are put together. Parts are written with their length before them, so that two lists of parts never give the
/// same bytes.
/// </summary>
internal sealed class WireBytes(int capacity = 512)
{
    private byte[] bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, Length);

    /// <summary>A byte written before.</summary>
    public byte this[int index]
    {
        set => bytes.AsSpan(0, Length)[index] = value;
    }

    /// <summary>Forgets what was written after a length reached before; 0 forgets all.</summary>
    public void Truncate(int length = 0) => Length = length;

    public void Append(byte value) => Room(1)[0] = value;

    public void Append(ReadOnlySpan<byte> part) => part.CopyTo(Room(part.Length));

    public void Append(int value) => BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), value);

    public void Append(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Room(sizeof(double)), value);

    /// <summary>A part with its length.</summary>
    public void AppendCounted(ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), part.Length);
        Append(part);
    }

    /// <summary>A part with its length, in UTF-8; half of a surrogate pair becomes U+FFFD.</summary>
    public void AppendCounted(string part)
    {
        var length = Encoding.UTF8.GetByteCount(part);
        BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), length);
        Encoding.UTF8.GetBytes(part, Room(length));
    }

    /// <summary>Takes the next part off what <see cref="AppendCounted(ReadOnlySpan{byte})"/> wrote.</summary>
    public static ReadOnlySpan<byte> TakeCounted(scoped ref ReadOnlySpan<byte> parts)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(parts);
        var part = parts.Slice(sizeof(int), length);
        parts = parts[(sizeof(int) + length)..];
        return part;
    }

    private Span<byte> Room(int count)
    {
        var wanted = Length + count;
        if (wanted > bytes.Length) Array.Resize(ref bytes, Math.Max(wanted, bytes.Length * 2));
        var room = bytes.AsSpan(Length, count);
        Length = wanted;
        return room;
    }
}
