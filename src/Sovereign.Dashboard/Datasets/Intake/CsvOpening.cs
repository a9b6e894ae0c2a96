using System.Text;
using CsvHelper;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>Looks at the first bytes of a file and refuses by name what the first form of the intake does not read.</summary>
internal static class CsvOpening
{
    /// <summary>How much of a file is looked at; a header is shorter.</summary>
    public const int Length = 4096;

    /// <summary>Null when the file may be read as UTF-8 with commas.</summary>
    public static Found? Judge(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty || start.SequenceEqual("\uFEFF"u8)) return new(FindingCodes.EmptyFile, 0, null, null, "it holds nothing", "a header and rows");
        if (WideEncoding(start) is { } encoding)
            return new(FindingCodes.EncodingUnsupported, 0, null, null, $"it is in {encoding}", "UTF-8");

        var header = HeaderLine(start);
        var commas = header.Count((byte)',');
        foreach (var (separator, name) in new[] { ((byte)';', "semicolons"), ((byte)'\t', "tabs"), ((byte)'|', "vertical bars") })
        {
            if (header.Count(separator) is var count && count > 0 && count > commas)
            {
                return new(
                    FindingCodes.SeparatorUnsupported, 1, null, Encoding.UTF8.GetString(header[..Math.Min(header.Length, 80)]),
                    $"columns are separated by {name}", "commas");
            }
        }

        return null;
    }

    /// <summary>How rows are read once the opening is accepted.</summary>
    public static CsvReaderOptions Options(Action<CsvMalformedRecord> onMalformed) => Plain with
    {
        MalformedData = CsvMalformedDataHandling.Skip,
        FieldCountMismatch = CsvFieldCountHandling.Skip,
        OnMalformedRecord = onMalformed,
    };

    /// <summary>
    /// How rows are walked over again, header and malformed ones too: they begin and end where the first reading had them begin and end. The limit of a
    /// row depends on what is in the buffer; it is wider here, so that no row which passed it then fails it now.
    /// </summary>
    public static CsvReaderOptions EveryRow { get; } = Plain with { HasHeader = false, MaxRecordSize = 4 << 20 };

    private static CsvReaderOptions Plain => new()
    {
        Separator = ',',
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false),
        TrackLineNumbers = true,
        MaxRecordSize = 1 << 20,
        BufferSize = 1 << 18,
        IncludeValuesInExceptions = false,
        DetectSeparatorHint = false,
    };

    private static string? WideEncoding(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || start.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF])) return "UTF-32";
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return "UTF-16";
        // Without a byte order mark, Latin letters in UTF-16 have a zero in every other byte.
        var sample = start[..Math.Min(start.Length, 64)];
        return sample.Length >= 8 && sample.Count((byte)0) * 3 >= sample.Length ? "UTF-16" : null;
    }

    private static ReadOnlySpan<byte> HeaderLine(ReadOnlySpan<byte> start)
    {
        var end = start.IndexOfAny((byte)'\r', (byte)'\n');
        return end < 0 ? start : start[..end];
    }
}
