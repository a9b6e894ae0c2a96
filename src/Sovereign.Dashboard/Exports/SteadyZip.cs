using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Sovereign.Dashboard.Exports;

/// <summary>
/// ZIP files whose bytes depend on their content alone: entries in the order in which they are written, one time for all of them, one level of compression.
/// </summary>
public static class SteadyZip
{
    public const string MediaType = "application/zip";

    /// <summary>The earliest that a ZIP file can say (APPNOTE 4.4.6): 1 January 1980, midnight, as the two 16-bit numbers for time and date.</summary>
    private const uint DosTime = 0x0021_0000;

    private static readonly DateTimeOffset time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A regular file that everyone may read; the upper half of the attributes is Unix's.</summary>
    private const int Attributes = unchecked((int)0x81A4_0000);

    /// <summary>Makes a ZIP file; the destination is written front to back and left open.</summary>
    public static async Task WriteAsync(Stream destination, Func<ZipArchive, Task> fill, CancellationToken ct)
    {
        var unblocked = new UnblockedStream(destination);
        await using (var zip = await ZipArchive.CreateAsync(unblocked, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct)) await fill(zip);
        await unblocked.FlushAsync(ct);
    }

    /// <summary>Begins an entry; the caller disposes what it writes to before the next one begins.</summary>
    public static async Task<Stream> AddAsync(ZipArchive zip, string name, CancellationToken ct)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = time;
        entry.ExternalAttributes = Attributes;
        return await entry.OpenAsync(ct);
    }

    /// <summary>Sets the one time on every entry of a finished ZIP file that somebody else wrote, which is the only thing in it that differs from day to day.</summary>
    /// <param name="zip">Can be read, written and sought; below 4 GiB.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static async Task SetTimesAsync(Stream zip, CancellationToken ct)
    {
        const int EndLength = 22, CentralLength = 46;
        var end = new byte[EndLength];
        zip.Position = zip.Length - EndLength;
        await zip.ReadExactlyAsync(end, ct);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != 0x06054b50) throw new InvalidDataException("The ZIP file has a comment or no end.");
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(10));
        var central = new byte[BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(12))];
        var start = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(16));
        if (start == uint.MaxValue || entries == ushort.MaxValue) throw new InvalidDataException("The ZIP file is larger than 4 GiB.");
        zip.Position = start;
        await zip.ReadExactlyAsync(central, ct);

        var stamp = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(stamp, DosTime);
        for (var (entry, at) = (0, 0); entry < entries; entry++)
        {
            var header = central.AsSpan(at, CentralLength);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) != 0x02014b50) throw new InvalidDataException("The ZIP file's directory is broken.");
            var local = BinaryPrimitives.ReadUInt32LittleEndian(header[42..]);
            at += CentralLength + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
            stamp.CopyTo(header[12..]);
            zip.Position = local + 10;
            await zip.WriteAsync(stamp, ct);
        }

        zip.Position = start;
        await zip.WriteAsync(central, ct);
    }
}
