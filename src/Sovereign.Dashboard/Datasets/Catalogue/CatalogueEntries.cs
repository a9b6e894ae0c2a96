namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>Puts together what catalogues tell of datasets.</summary>
public sealed class CatalogueEntries(DatasetFiles files, FileDigests digests, PublishedObservations observations)
{
    internal async Task<CatalogueEntry> ReadAsync(DatasetFiles.Shelf shelf, CancellationToken ct)
    {
        var (known, code) = (shelf.Known, shelf.Dataset.Code);
        var counts = (await observations.CountAsync(shelf.Asked.Edition)).Where(count => count.Dataset == code).ToList();
        var current = shelf.Current;
        var file = current is null ? null : await files.DescribeAsync(shelf, current, asPublished: true, ct);
        return new CatalogueEntry(
            shelf.Dataset, current, [.. shelf.Versions.Where(version => !DatasetFiles.Shelf.IsWithdrawn(version))],
            [.. counts.Select(count => count.Indicator).Distinct().Order(StringComparer.Ordinal).Select(indicator => known.Indicators[indicator])],
            [.. counts.Select(count => count.Country).Distinct().Order(StringComparer.Ordinal).Select(country => known.Countries[country])],
            counts.Count == 0 ? null : (counts.Min(count => count.FirstYear), counts.Max(count => count.LastYear)),
            [.. counts.Select(count => count.Source).Distinct().Order(StringComparer.Ordinal).Select(source => known.Sources[source])],
            file is null or { IsForbidden: true } ? [] : await FilesAsync(file), file,
            current?.PublishedAt ?? shelf.Asked.Edition.PublishedAt);
    }

    /// <summary>The files of a version with their sizes and hashes.</summary>
    public async Task<IReadOnlyList<CatalogueFile>> FilesAsync(DatasetFile file)
    {
        var list = new List<CatalogueFile>();
        foreach (var format in FileFormats.All) list.Add(new CatalogueFile(format, file.Page + format.Extension, await digests.FindAsync(file, format)));
        return list;
    }
}
