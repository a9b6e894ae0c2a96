using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Sovereign.Tests.Fixtures;

/// <summary>Writes protobuf messages field by field, in any order and as wrong as wanted.</summary>
internal sealed class ProtoWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public static byte[] Message(Action<ProtoWriter> write)
    {
        var writer = new ProtoWriter();
        write(writer);
        return writer.ToArray();
    }

    public byte[] ToArray() => bytes.WrittenSpan.ToArray();

    public ProtoWriter Raw(params byte[] raw)
    {
        bytes.Write(raw);
        return this;
    }

    public ProtoWriter Number(uint field, ulong value) => Varint(field << 3).Varint(value);

    public ProtoWriter Number(uint field, long value) => Number(field, (ulong)value);

    public ProtoWriter ZigZag(uint field, long value) => Number(field, (ulong)((value << 1) ^ (value >> 63)));

    public ProtoWriter Double(uint field, double value) => Fixed(field, BitConverter.DoubleToUInt64Bits(value));

    public ProtoWriter Fixed(uint field, ulong value) => Varint(field << 3 | 1).Eight(value);

    public ProtoWriter Text(uint field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public ProtoWriter Bytes(uint field, params byte[] value) => Varint(field << 3 | 2).Varint((ulong)value.Length).Raw(value);

    public ProtoWriter Nested(uint field, Action<ProtoWriter> write) => Bytes(field, Message(write));

    public ProtoWriter PackedVarints(uint field, params ulong[] values) => Nested(field, packed =>
    {
        foreach (var value in values) packed.Varint(value);
    });

    public ProtoWriter PackedFixed(uint field, params ulong[] values) => Nested(field, packed =>
    {
        foreach (var value in values) packed.Eight(value);
    });

    public ProtoWriter PackedDoubles(uint field, params double[] values) => PackedFixed(field, [.. values.Select(BitConverter.DoubleToUInt64Bits)]);

    public ProtoWriter Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes.Write([(byte)(value | 0x80)]);
        bytes.Write([(byte)value]);
        return this;
    }

    private ProtoWriter Eight(ulong value)
    {
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(eight, value);
        bytes.Write(eight);
        return this;
    }
}
