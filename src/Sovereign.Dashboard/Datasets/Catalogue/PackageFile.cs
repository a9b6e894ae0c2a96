using System.Globalization;
using System.IO.Compression;
using System.Text;
using Sovereign.Dashboard.Exports;

namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>
/// A version as a Data Package 2.0 (https://datapackage.org) in a ZIP file: figures, sources and indicators as CSV, the description with the hash of each of
/// them, a README and a manifest for <c>sha256sum -c</c>. What carries hashes comes last, so that figures are hashed while they are written.
/// </summary>
internal static class PackageFile
{
    /// <summary>One file of the package, once it is written.</summary>
    /// <param name="Path">Inside the package.</param>
    public sealed record Part(string Path, long Bytes, string Sha256);

    public static Task WriteAsync(DatasetFile file, IAsyncEnumerable<PublishedObservation> rows, Stream destination, CancellationToken ct) =>
        SteadyZip.WriteAsync(destination, zip => FillAsync(zip, file, rows, ct), ct);

    private static async Task FillAsync(ZipArchive zip, DatasetFile file, IAsyncEnumerable<PublishedObservation> rows, CancellationToken ct)
    {
        var indicators = new SortedSet<string>(StringComparer.Ordinal);
        var readme = await AddTextAsync(zip, "README.md", PackageReadme.Of(file), ct);
        var figures = await AddTableAsync(zip, $"{file.Name}.csv", Tables.Observations, Seen(), ct);
        var publishers = file.Included.Select(count => count.Source).OrderBy(source => source.Code, StringComparer.Ordinal);
        var sources = await AddTableAsync(zip, "sources.csv", Tables.Sources, publishers.ToAsyncEnumerable(), ct);
        var definitions = await AddTableAsync(zip, "indicators.csv", Meanings, MeaningsOf(file, indicators).ToAsyncEnumerable(), ct);
        var package = await AddTextAsync(zip, "datapackage.json", DataPackage.Describe(file, figures, sources, definitions), ct);
        await AddTextAsync(zip, "manifest-sha256.txt", Manifest([readme, figures, sources, definitions, package]), ct);

        async IAsyncEnumerable<PublishedObservation> Seen()
        {
            await foreach (var row in rows)
            {
                indicators.Add(row.Indicator);
                yield return row;
            }
        }
    }

    /// <summary>Columns of the list of indicators: one row for each definition, or for the indicator itself where it has none.</summary>
    internal static readonly IReadOnlyList<Column<(Indicator Indicator, Definition? Definition)>> Meanings =
    [
        new("indicator", row => row.Indicator.Code),
        new("title", row => row.Indicator.Title),
        new("unit", row => row.Indicator.Unit),
        new("description", row => row.Indicator.Description),
        new("definition", row => row.Definition?.Code),
        new("definitionTitle", row => row.Definition?.Title),
        new("definitionText", row => row.Definition?.Text),
    ];

    private static IEnumerable<(Indicator Indicator, Definition? Definition)> MeaningsOf(DatasetFile file, IEnumerable<string> codes) =>
        codes.Select(code => file.Known.Indicators[code]).SelectMany(
            indicator => indicator.Definitions.OrderBy(definition => definition.Code, StringComparer.Ordinal).Cast<Definition?>().DefaultIfEmpty(), (indicator, definition) => (indicator, definition));

    private static string Manifest(IEnumerable<Part> parts) =>
        string.Concat(parts.OrderBy(part => part.Path, StringComparer.Ordinal).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Sha256}  {part.Path}\n")));

    private static Task<Part> AddTextAsync(ZipArchive zip, string path, string text, CancellationToken ct) =>
        AddAsync(zip, path, to => to.WriteAsync(Encoding.UTF8.GetBytes(text), ct).AsTask(), ct);

    private static Task<Part> AddTableAsync<T>(ZipArchive zip, string path, IReadOnlyList<Column<T>> columns, IAsyncEnumerable<T> rows, CancellationToken ct) =>
        AddAsync(zip, path, to => CsvTable.WriteAsync(to, new Table<T>(columns, rows), ct), ct);

    private static async Task<Part> AddAsync(ZipArchive zip, string path, Func<Stream, Task> write, CancellationToken ct)
    {
        await using var entry = await SteadyZip.AddAsync(zip, path, ct);
        // Pieces of one size: how a compressor is fed may show in what it makes.
        await using var pieces = new BufferedStream(entry, 1 << 16);
        await using var digest = new DigestStream(pieces);
        await write(digest);
        await digest.FlushAsync(ct);
        return new Part(path, digest.Count, digest.Sha256());
    }
}
