using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Sovereign.Dashboard.Exports;

/// <summary>Fills a package whose files are hashed while they are written, and closes it with a manifest for <c>sha256sum -c</c>.</summary>
public sealed class HashedZip(ZipArchive zip, CancellationToken ct)
{
    public const string ManifestName = "manifest-sha256.txt";

    private readonly List<ZipPart> parts = [];

    public Task<ZipPart> AddTextAsync(string path, string text) => AddBytesAsync(path, Encoding.UTF8.GetBytes(text));

    public Task<ZipPart> AddBytesAsync(string path, ReadOnlyMemory<byte> bytes) => AddAsync(path, to => to.WriteAsync(bytes, ct).AsTask());

    public Task<ZipPart> AddTableAsync<T>(string path, IReadOnlyList<Column<T>> columns, IAsyncEnumerable<T> rows) =>
        AddAsync(path, to => CsvTable.WriteAsync(to, new Table<T>(columns, rows), ct));

    /// <summary>Writes the hashes of everything else in the package.</summary>
    public Task AddManifestAsync() => AddTextAsync(
        ManifestName,
        string.Concat(parts.OrderBy(part => part.Path, StringComparer.Ordinal).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Sha256}  {part.Path}\n"))));

    private async Task<ZipPart> AddAsync(string path, Func<Stream, Task> write)
    {
        await using var entry = await SteadyZip.AddAsync(zip, path, ct);
        // Pieces of one size: how a compressor is fed may show in what it makes.
        await using var pieces = new BufferedStream(entry, 1 << 16);
        await using var digest = new DigestStream(pieces);
        await write(digest);
        await digest.FlushAsync(ct);
        var part = new ZipPart(path, digest.Count, digest.Sha256());
        parts.Add(part);
        return part;
    }
}
