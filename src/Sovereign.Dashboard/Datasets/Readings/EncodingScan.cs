namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>
/// Tells the encoding of a file from all its bytes as they pass, in whatever pieces: the first accent may stand in the last row. UTF-8 is known by its
/// structure, UTF-16 by its mark or its zeros; Windows-1252 is concluded only where single high bytes stand among letters, as accents do, and none of them is
/// undefined there. Anything else is left to a person.
/// </summary>
internal sealed class EncodingScan
{
    // Undefined in Windows-1252: https://encoding.spec.whatwg.org/index-windows-1252.txt maps them to controls.
    private const string Undefined = "\u0081\u008D\u008F\u0090\u009D";

    private readonly long[] high = new long[128];
    private readonly byte[] start = new byte[64];
    private int started;
    private long valid;
    private long invalid;
    private long adjacent;
    private bool afterHigh;

    // Of the UTF-8 character that is not complete yet: how many bytes are still due, and the least and greatest that the next may be.
    private int due;
    private byte least;
    private byte greatest;

    /// <summary>Takes the next bytes of the file.</summary>
    public void Pass(ReadOnlySpan<byte> bytes)
    {
        if (started < start.Length)
        {
            var count = Math.Min(start.Length - started, bytes.Length);
            bytes[..count].CopyTo(start.AsSpan(started));
            started += count;
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            if (due == 0)
            {
                // Most files are ASCII almost everywhere.
                var next = bytes[i..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
                if (next < 0)
                {
                    afterHigh = false;
                    return;
                }

                if (next > 0) afterHigh = false;
                i += next;
            }

            Take(bytes[i]);
        }
    }

    /// <summary>The encoding's name; null where the bytes do not tell.</summary>
    public string? Verdict()
    {
        var opening = start.AsSpan(0, started);
        if (opening.StartsWith("\uFEFF"u8)) return TextEncodings.Utf8;
        if (opening.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || opening.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF])) return null;
        if (opening.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return TextEncodings.Utf16LittleEndian;
        if (opening.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return TextEncodings.Utf16BigEndian;
        if (Zeros(opening) is { } wide) return wide;
        // A few broken characters in a text that is UTF-8 otherwise are findings, each in its cell.
        if (due > 0) (due, invalid) = (0, invalid + 1);
        if (invalid == 0 || valid >= 8 * invalid) return TextEncodings.Utf8;
        var total = high.Sum();
        var letters = high.AsSpan(0x40).ToArray().Sum() + Marks.Sum(mark => high[mark - 0x80]);
        var plausible = Undefined.Sum(c => high[c - 0x80]) == 0 && letters >= 0.9 * total && adjacent <= 0.6 * total;
        return plausible ? TextEncodings.Windows1252 : null;
    }

    // What offices write beside letters: euro, ellipsis, quotes, dashes, no-break space, section, degree, superscripts, micro, guillemets, ordinal marks.
    private static readonly byte[] marks =
        [0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xA0, 0xA3, 0xA7, 0xA9, 0xAA, 0xAB, 0xAE, 0xB0, 0xB1, 0xB2, 0xB3, 0xB5, 0xB7, 0xB9, 0xBA, 0xBB, 0xBD, 0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E, 0x9F];

    private static IEnumerable<byte> Marks => marks;

    private static string? Zeros(ReadOnlySpan<byte> opening)
    {
        if (opening.Length < 8) return null;
        int even = 0, odd = 0;
        for (var i = 0; i < opening.Length; i++)
        {
            if (opening[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }

        // Latin letters in UTF-16 have a zero in every other byte.
        var most = opening.Length / 2;
        if (odd * 3 >= most * 2 && even == 0) return TextEncodings.Utf16LittleEndian;
        return even * 3 >= most * 2 && odd == 0 ? TextEncodings.Utf16BigEndian : null;
    }

    // The well-formed sequences of table 3-7 of the Unicode Standard.
    private void Take(byte next)
    {
        if (next >= 0x80)
        {
            high[next - 0x80]++;
            if (afterHigh) adjacent++;
        }

        afterHigh = next >= 0x80;
        if (due > 0)
        {
            if (next >= least && next <= greatest)
            {
                (least, greatest) = (0x80, 0xBF);
                if (--due == 0) valid++;
                return;
            }

            due = 0;
            invalid++;
        }

        if (next < 0x80) return;
        (due, least, greatest) = next switch
        {
            >= 0xC2 and <= 0xDF => (1, (byte)0x80, (byte)0xBF),
            0xE0 => (2, (byte)0xA0, (byte)0xBF),
            0xED => (2, (byte)0x80, (byte)0x9F),
            >= 0xE1 and <= 0xEF => (2, (byte)0x80, (byte)0xBF),
            0xF0 => (3, (byte)0x90, (byte)0xBF),
            >= 0xF1 and <= 0xF3 => (3, (byte)0x80, (byte)0xBF),
            0xF4 => (3, (byte)0x80, (byte)0x8F),
            _ => (0, (byte)0, (byte)0),
        };
        if (due == 0) invalid++;
    }
}
