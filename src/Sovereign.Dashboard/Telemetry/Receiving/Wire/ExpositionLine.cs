using System.Text;

namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>Takes one line of an exposition apart, token by token; blanks and tabs may stand between tokens.</summary>
/// <param name="line">The line without its end.</param>
/// <param name="number">Its number in the page, for messages.</param>
internal ref struct ExpositionLine(ReadOnlySpan<byte> line, int number)
{
    private const byte Quote = (byte)'"', Backslash = (byte)'\\';

    private readonly ReadOnlySpan<byte> line = line;
    private int position;

    /// <summary>Whether nothing but blanks is left.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipBlanks();
            return position == line.Length;
        }
    }

    /// <summary>Takes a character if it comes next.</summary>
    public bool TryTake(char wanted)
    {
        SkipBlanks();
        if (position == line.Length || line[position] != wanted) return false;
        position++;
        return true;
    }

    /// <exception cref="UnreadableBodyException">Something else comes.</exception>
    public void Take(char wanted)
    {
        if (!TryTake(wanted)) throw Broken($"'{wanted}' is missing");
    }

    /// <summary>Whether a quoted text comes next.</summary>
    public bool IsAtQuote
    {
        get
        {
            SkipBlanks();
            return position < line.Length && line[position] == Quote;
        }
    }

    /// <summary>The characters up to the next blank.</summary>
    public ReadOnlySpan<byte> TakeWord()
    {
        SkipBlanks();
        var rest = line[position..];
        var length = rest.IndexOfAny((byte)' ', (byte)'\t');
        var word = length < 0 ? rest : rest[..length];
        position += word.Length;
        return word;
    }

    /// <summary>A name without quotes: letters, digits and underscores, no digit first.</summary>
    /// <param name="withColons">Whether it is a metric's, which may have colons.</param>
    /// <exception cref="UnreadableBodyException">No such name comes.</exception>
    public ReadOnlySpan<byte> TakeName(bool withColons)
    {
        SkipBlanks();
        var start = position;
        while (position < line.Length && IsOfName(line[position], withColons, first: position == start)) position++;
        return position > start ? line[start..position] : throw Broken(withColons ? "the name of a metric is missing" : "the name of a label is missing");
    }

    /// <summary>A text in quotes, with its escapes taken out.</summary>
    /// <param name="into">Where it is appended.</param>
    /// <param name="keepUnknownEscapes">Whether an escape that has no meaning stands for itself (OpenMetrics) or is an error (text 0.0.4).</param>
    /// <exception cref="UnreadableBodyException">The text does not end in this line, or has an escape that is none.</exception>
    public void TakeQuoted(WireBytes into, bool keepUnknownEscapes)
    {
        Take('"');
        while (true)
        {
            var rest = line[position..];
            var length = rest.IndexOfAny(Quote, Backslash);
            if (length < 0) throw Broken("a text in quotes does not end");
            into.Append(rest[..length]);
            position += length + 1;
            if (rest[length] == Quote) return;
            if (position == line.Length) throw Broken("a text in quotes does not end");
            var escaped = line[position++];
            switch (escaped)
            {
                case Backslash or Quote: into.Append(escaped); break;
                case (byte)'n': into.Append((byte)'\n'); break;
                case var unknown when !keepUnknownEscapes: throw Broken(unknown < 0x80 ? $"\\{(char)unknown} is no escape" : "a backslash before a character that needs none");
                default:
                    into.Append(Backslash);
                    into.Append(escaped);
                    break;
            }
        }
    }

    /// <summary>A number.</summary>
    /// <exception cref="UnreadableBodyException">Something else comes.</exception>
    public double TakeNumber()
    {
        var word = TakeWord();
        return PrometheusNumber.TryParse(word, out var value) ? value : throw Broken(word.IsEmpty ? "the value is missing" : $"{Shown(word)} is no number");
    }

    /// <exception cref="UnreadableBodyException">Always; it says where and what.</exception>
    public readonly UnreadableBodyException Broken(string what) => new(UnreadableKind.Corrupt, $"Line {number}: {what}.");

    /// <summary>A few characters of what the page says, for a message.</summary>
    public static string Shown(ReadOnlySpan<byte> word) => $"\"{Encoding.UTF8.GetString(word[..Math.Min(word.Length, 40)])}\"";

    private void SkipBlanks()
    {
        while (position < line.Length && line[position] is (byte)' ' or (byte)'\t') position++;
    }

    private static bool IsOfName(byte character, bool withColons, bool first) =>
        char.IsAsciiLetter((char)character) || character == (byte)'_' || withColons && character == (byte)':' || !first && char.IsAsciiDigit((char)character);
}
