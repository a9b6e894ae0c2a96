namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>Looks at the first bytes of a file: what it is, and what cannot be read at all.</summary>
internal static class CsvOpening
{
    /// <summary>How much of a file is looked at.</summary>
    public const int Length = 4096;

    /// <summary>Null when there may be a table behind these bytes.</summary>
    public static Found? Judge(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty || start.SequenceEqual("\uFEFF"u8)) return Malformed.Empty;
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || start.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            return new(FindingCodes.EncodingUnsupported, 0, null, null, "it is in UTF-32", "UTF-8");
        return null;
    }

    /// <summary>Whether it is a ZIP archive, as workbooks are.</summary>
    public static bool IsArchive(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]);
}
