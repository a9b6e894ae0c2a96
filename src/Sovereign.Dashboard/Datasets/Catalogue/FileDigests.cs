using System.Collections.Concurrent;
using Sovereign.Dashboard.Exports;

namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>
/// Sizes and hashes of the files of versions, for pages and the catalogue. A version's file is the same bytes every time, so it is made once to be hashed, and
/// its hash is kept; a version with more rows than a page should wait for has its hashes in its package instead.
/// </summary>
public sealed class FileDigests(PublishedObservations observations)
{
    /// <summary>A version of more rows is not written merely to be hashed.</summary>
    public const long MostRows = 20_000;

    private const int Kept = 10_000;

    private readonly ConcurrentDictionary<(int Dataset, int Edition, string Format), Lazy<Task<FileDigest>>> kept = new();

    /// <summary>Size and hash of a file; null where the version is too large, or may not leave.</summary>
    public async Task<FileDigest?> FindAsync(DatasetFile file, FileFormat format)
    {
        if (file.Rows > MostRows || file.IsForbidden) return null;
        var key = (file.Dataset.Id, file.Edition.Number, format.Code);
        if (kept.TryGetValue(key, out var known) && known is { IsValueCreated: true, Value.IsFaulted: true }) kept.TryRemove(key, out _);
        if (kept.Count >= Kept) kept.Clear();
        return await kept.GetOrAdd(key, _ => new Lazy<Task<FileDigest>>(() => MakeAsync(file, format))).Value;
    }

    // Not cancelled with the reader who happens to ask first: others wait for it too.
    private async Task<FileDigest> MakeAsync(DatasetFile file, FileFormat format)
    {
        await using var digest = new DigestStream(Stream.Null);
        await format.WriteAsync(file, observations.StreamAsync(file.Edition, file.Filter, CancellationToken.None), digest, CancellationToken.None);
        return new FileDigest(digest.Count, digest.Sha256());
    }
}
