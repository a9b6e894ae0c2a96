using System.Text;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>The text encodings in which a file can be read, by the names the web uses.</summary>
public static class TextEncodings
{
    public const string Utf8 = "utf-8";

    public const string Utf16LittleEndian = "utf-16le";

    public const string Utf16BigEndian = "utf-16be";

    public const string Windows1252 = "windows-1252";

    /// <summary>Stands in place of an encoding for an Excel workbook.</summary>
    public const string Workbook = "xlsx";

    /// <summary>All that a person may choose, the likeliest first.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        Utf8, Windows1252, Utf16LittleEndian, Utf16BigEndian, "iso-8859-15", "iso-8859-2", "windows-1250", "windows-1251", "windows-1253", "windows-1254",
        "windows-1255", "windows-1256", "koi8-r", "macintosh", "ibm850", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr",
    ];

    static TextEncodings() => Register();

    /// <summary>Makes the encodings beside Unicode known to the process.</summary>
    public static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="ArgumentException">No encoding has this name.</exception>
    public static Encoding Find(string name) => name switch
    {
        // Neither writes nor expects a mark; bytes that are none of its characters become U+FFFD, which the row check reports.
        Utf8 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false),
        Utf16LittleEndian => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
        Utf16BigEndian => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
        _ when All.Contains(name) => Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback),
        _ => throw new ArgumentException($"There is no text encoding '{name}'.", nameof(name)),
    };
}
