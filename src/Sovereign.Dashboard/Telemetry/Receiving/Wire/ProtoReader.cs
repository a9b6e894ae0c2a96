using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>
/// Reads one protobuf message, field by field. It never reads past its end, allocates nothing and does not recurse: a nested message is a span with a reader of its own,
/// so that nesting goes as deep as the callers' code and no deeper. Source: https://protobuf.dev/programming-guides/encoding/
/// </summary>
/// <param name="message">The message's bytes.</param>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    /// <summary>Wire types, the low three bits of a tag.</summary>
    internal const uint Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;

    private const int LongestVarint = 10;

    private readonly ReadOnlySpan<byte> message = message;

    /// <summary>Offset of what is read next.</summary>
    public int Position { get; private set; }

    /// <summary>Whether anything is left: of packed numbers, which have no tags.</summary>
    public readonly bool HasMore => Position < message.Length;

    /// <summary>Reads the tag of the next field.</summary>
    /// <returns>False at the end of the message.</returns>
    /// <exception cref="UnreadableBodyException">The tag is none.</exception>
    public bool TryReadTag(out uint tag)
    {
        tag = 0;
        if (Position == message.Length) return false;
        var read = ReadVarint();
        if (read is < 8 or > uint.MaxValue) throw Broken("a field without a number");
        tag = (uint)read;
        return true;
    }

    /// <exception cref="UnreadableBodyException">The number does not end within the message, or within ten bytes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadVarint()
    {
        if ((uint)Position < (uint)message.Length && message[Position] < 0x80) return message[Position++];
        return ReadLongVarint();
    }

    /// <exception cref="UnreadableBodyException">The message ends before.</exception>
    public ulong ReadFixed64()
    {
        if (message.Length - Position < sizeof(ulong)) throw Broken("a number that ends too early");
        var value = BinaryPrimitives.ReadUInt64LittleEndian(message[Position..]);
        Position += sizeof(ulong);
        return value;
    }

    /// <exception cref="UnreadableBodyException">The message ends before.</exception>
    public double ReadDouble() => BitConverter.UInt64BitsToDouble(ReadFixed64());

    /// <summary>A signed number as <c>sint32</c> and <c>sint64</c> write it: zigzag.</summary>
    public long ReadZigZag()
    {
        var value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Text, bytes, a nested message or packed numbers.</summary>
    /// <exception cref="UnreadableBodyException">The field says it is longer than what is left.</exception>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadVarint();
        if (length > (ulong)(message.Length - Position)) throw Broken("a field longer than the message");
        var bytes = message.Slice(Position, (int)length);
        Position += (int)length;
        return bytes;
    }

    /// <summary>Passes over the value of a field that is not read.</summary>
    /// <exception cref="UnreadableBodyException">The value is broken, or a group, which no sender of metrics writes.</exception>
    public void Skip(uint tag)
    {
        switch (tag & 7)
        {
            case Varint: ReadVarint(); break;
            case Fixed64: Advance(sizeof(ulong)); break;
            case Bytes: ReadBytes(); break;
            case Fixed32: Advance(sizeof(uint)); break;
            default: throw Broken("a field of a kind that is not read");
        }
    }

    /// <summary>The bytes between two positions.</summary>
    public readonly ReadOnlySpan<byte> Between(int start, int end) => message[start..end];

    /// <summary>Goes back to a position that was read before.</summary>
    public void Return(int position) => Position = position;

    private void Advance(int bytes)
    {
        if (message.Length - Position < bytes) throw Broken("a number that ends too early");
        Position += bytes;
    }

    private ulong ReadLongVarint()
    {
        ulong value = 0;
        for (var i = 0; i < LongestVarint && Position < message.Length; i++)
        {
            var next = message[Position++];
            value |= (ulong)(next & 0x7f) << (7 * i);
            if (next < 0x80) return value;
        }

        throw Broken("a number that does not end");
    }

    private static UnreadableBodyException Broken(string what) => new(UnreadableKind.Corrupt, $"The protobuf message is broken: {what}.");
}
