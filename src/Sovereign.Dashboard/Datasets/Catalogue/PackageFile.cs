using Sovereign.Dashboard.Exports;

namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>
/// A version as a Data Package 2.0 (https://datapackage.org) in a ZIP file: figures, sources and indicators as CSV, the description with the hash of each of
/// them, a README and a manifest for <c>sha256sum -c</c>. What carries hashes comes last, so that figures are hashed while they are written.
/// </summary>
internal static class PackageFile
{
    public static Task WriteAsync(DatasetFile file, IAsyncEnumerable<PublishedObservation> rows, Stream destination, CancellationToken ct) =>
        SteadyZip.WriteAsync(destination, zip => FillAsync(new HashedZip(zip, ct), file, rows), ct);

    private static async Task FillAsync(HashedZip zip, DatasetFile file, IAsyncEnumerable<PublishedObservation> rows)
    {
        var indicators = new SortedSet<string>(StringComparer.Ordinal);
        await zip.AddTextAsync("README.md", PackageReadme.Of(file));
        var figures = await zip.AddTableAsync($"{file.Name}.csv", Tables.Observations, Seen());
        var publishers = file.Included.Select(count => count.Source).OrderBy(source => source.Code, StringComparer.Ordinal);
        var sources = await zip.AddTableAsync("sources.csv", Tables.Sources, publishers.ToAsyncEnumerable());
        var definitions = await zip.AddTableAsync("indicators.csv", Meanings, MeaningsOf(file, indicators).ToAsyncEnumerable());
        await zip.AddTextAsync("datapackage.json", DataPackage.Describe(file, figures, sources, definitions));
        await zip.AddManifestAsync();

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
}
