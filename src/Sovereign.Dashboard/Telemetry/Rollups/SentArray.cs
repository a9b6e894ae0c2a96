using System.Buffers.Binary;

namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>
/// Arrays as PostgreSQL's <c>array_send</c> writes them, read at once: element by element through the driver they are a quarter of a roll-up. One dimension,
/// no nulls. Source: PostgreSQL, <c>src/backend/utils/adt/arrayfuncs.c</c>, array_send.
/// </summary>
internal static class SentArray
{
    // Dimensions, flags, type; then of the one dimension its length and first index.
    private const int Header = 5 * sizeof(int);

    /// <exception cref="InvalidDataException">It is no such array.</exception>
    public static int[] Integers(ReadOnlySpan<byte> sent)
    {
        var numbers = new int[Length(ref sent, sizeof(int))];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = BinaryPrimitives.ReadInt32BigEndian(Element(sent, i, sizeof(int)));
        return numbers;
    }

    /// <exception cref="InvalidDataException">It is no such array.</exception>
    public static long[] Longs(ReadOnlySpan<byte> sent)
    {
        var numbers = new long[Length(ref sent, sizeof(long))];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = BinaryPrimitives.ReadInt64BigEndian(Element(sent, i, sizeof(long)));
        return numbers;
    }

    /// <summary>Bit by bit: the stale marker stays what it is.</summary>
    /// <exception cref="InvalidDataException">It is no such array.</exception>
    public static double[] Doubles(ReadOnlySpan<byte> sent)
    {
        var numbers = new double[Length(ref sent, sizeof(double))];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = BinaryPrimitives.ReadDoubleBigEndian(Element(sent, i, sizeof(double)));
        return numbers;
    }

    // Before each element stands its length.
    private static ReadOnlySpan<byte> Element(ReadOnlySpan<byte> elements, int index, int size) => elements.Slice((index * (sizeof(int) + size)) + sizeof(int), size);

    private static int Length(ref ReadOnlySpan<byte> sent, int size)
    {
        // An empty array has no dimension.
        if (sent.Length >= sizeof(int) && BinaryPrimitives.ReadInt32BigEndian(sent) == 0) return 0;
        if (sent.Length < Header || BinaryPrimitives.ReadInt32BigEndian(sent) != 1 || BinaryPrimitives.ReadInt32BigEndian(sent[sizeof(int)..]) != 0) throw NoArray();
        var length = BinaryPrimitives.ReadInt32BigEndian(sent[(3 * sizeof(int))..]);
        sent = sent[Header..];
        return length >= 0 && sent.Length == (long)length * (sizeof(int) + size) ? length : throw NoArray();
    }

    private static InvalidDataException NoArray() => new("The database sent something that is no array of one dimension without nulls.");
}
