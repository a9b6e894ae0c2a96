using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>Finds what somebody asked for by dataset, version and day, or says why it cannot be given.</summary>
public sealed class DatasetFiles(
    EditionQueries editions, ReferenceQueries reference, DatasetQueries datasets, PublishedObservations observations, IOptions<PortalOptions> portal)
{
    /// <summary>A dataset in an edition, with everything published of it until then.</summary>
    /// <param name="Asked">The edition asked for.</param>
    /// <param name="Versions">Newest first; withdrawn ones too.</param>
    public sealed record Shelf(AskedEdition Asked, ReferenceData Known, Dataset Dataset, IReadOnlyList<VersionDetails> Versions)
    {
        /// <summary>The version whose state stood; null where nothing of the dataset did.</summary>
        public VersionDetails? Current => Versions.FirstOrDefault(version => !IsWithdrawn(version));

        /// <summary>Whether the version is taken back in the edition asked for: before the day of its withdrawal it was not.</summary>
        public static bool IsWithdrawn(VersionDetails version) => version.Status == VersionStatus.Withdrawn;
    }

    /// <returns>Refused with <c>bad-as-of</c>, <c>as-of-in-future</c> or <c>unknown-dataset</c>.</returns>
    public async Task<Outcome<Shelf>> FindShelfAsync(string code, string? asOf, CancellationToken ct)
    {
        var asked = await editions.AskAsync(asOf, ct);
        if (asked is Outcome<AskedEdition>.Refused refused) return refused.Why;
        var at = ((Outcome<AskedEdition>.Done)asked).Value;
        var known = await reference.AsOfAsync(at.Edition, ct);
        return known.Datasets.TryGetValue(code, out var dataset)
            ? new Shelf(at, known, dataset, await datasets.PublishedVersionsAsync(dataset, at.Edition, ct))
            : UnknownDataset(code, known);
    }

    /// <summary>The rows that stand in the edition asked for, or those of one version as it was published.</summary>
    /// <param name="shelf">Where to look.</param>
    /// <param name="version">major.minor.patch; null for what stands.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <c>unknown-version</c>, <c>withdrawn</c> or <c>licence-forbids</c>.</returns>
    public async Task<Outcome<DatasetFile>> FindAsync(Shelf shelf, string? version, CancellationToken ct)
    {
        var found = FindVersion(shelf, version);
        if (found is Outcome<VersionDetails>.Refused refused) return refused.Why;
        var file = await DescribeAsync(shelf, ((Outcome<VersionDetails>.Done)found).Value, version is not null, ct);
        return file.IsForbidden ? Forbidden(file) : file;
    }

    /// <summary>A version by its number.</summary>
    /// <returns>Refused with <c>unknown-version</c> or <c>withdrawn</c>.</returns>
    public static Outcome<VersionDetails> FindVersion(Shelf shelf, string? version)
    {
        if (version is null)
        {
            if (shelf.Current is { } current) return current;
            return new Refusal("unknown-version", $"Nothing of the dataset '{shelf.Dataset.Code}' was published in this edition.");
        }

        if (shelf.Versions.FirstOrDefault(candidate => candidate.Semantic == version) is not { } found) return UnknownVersion(shelf, version);
        return Shelf.IsWithdrawn(found) ? Withdrawn(shelf, found) : found;
    }

    /// <summary>What its files hold, whether or not they may be given.</summary>
    /// <param name="shelf">Where it stands.</param>
    /// <param name="version">One of the shelf's.</param>
    /// <param name="asPublished">Whether it is read as its own edition saw it, instead of as the edition asked for.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<DatasetFile> DescribeAsync(Shelf shelf, VersionDetails version, bool asPublished, CancellationToken ct)
    {
        var edition = asPublished ? new Edition(version.Edition!.Value, version.PublishedAt!.Value) : shelf.Asked.Edition;
        var known = asPublished ? await reference.AsOfAsync(edition, ct) : shelf.Known;
        var dataset = known.Datasets.GetValueOrDefault(shelf.Dataset.Code, shelf.Dataset);
        return new DatasetFile(dataset, version, edition, known, await observations.CountBySourceAsync(edition, dataset, ct), portal.Value.Title);
    }

    /// <summary>The version to read instead of a withdrawn one; null where none stands.</summary>
    public static VersionDetails? Successor(Shelf shelf) => shelf.Current;

    /// <summary>The versions whose numbers are nearest to one that is not there.</summary>
    public static IReadOnlyList<VersionDetails> NearestVersions(Shelf shelf, string asked)
    {
        var near = Nearest.To(asked, shelf.Versions, version => [version.Semantic!]);
        return near.Count > 0 ? near : [.. shelf.Versions.Take(1)];
    }

    private static Refusal UnknownDataset(string code, ReferenceData known)
    {
        var near = Nearest.To(code, known.Datasets.Values, dataset => [dataset.Code, dataset.Title]).Select(dataset => dataset.Code).ToList();
        return new Refusal("unknown-dataset", $"There is no dataset '{Echo.Of(code)}'{Perhaps(near, "all are listed at /data")}.");
    }

    private static Refusal UnknownVersion(Shelf shelf, string version) => new(
        "unknown-version",
        $"Dataset '{shelf.Dataset.Code}' has no version '{Echo.Of(version)}'{Perhaps([.. NearestVersions(shelf, version).Select(near => near.Semantic!)], "nothing of it was published in this edition")}.");

    private static string Perhaps(List<string> near, string otherwise) =>
        near.Count == 0 ? $"; {otherwise}" : $"; perhaps you mean {string.Join(" or ", near.Take(3))}";

    private static Refusal Withdrawn(Shelf shelf, VersionDetails version) => new(
        "withdrawn",
        $"Version {version.Semantic} of '{shelf.Dataset.Code}' was withdrawn. {(Successor(shelf) is { } next ? $"Version {next.Semantic} stands in its place." : "No version of the dataset stands.")} It is still read as of a day on which it stood, with asOf.");

    private static Refusal Forbidden(DatasetFile file) => new(
        "licence-forbids",
        $"No row of '{file.Dataset.Code}' may leave in a file: {string.Join("; ", file.LeftOut.Select(count => $"{count.Source.Title} allows {count.Source.Allowed()}"))}. Single figures are answered at /api/v1/observations?dataset={file.Dataset.Code} and shown on the pages of their indicators.");
}
