namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>A dataset as catalogues tell of it.</summary>
/// <param name="Current">The version that stands; null where none does.</param>
/// <param name="Versions">Newest first, withdrawn ones left out.</param>
/// <param name="Indicators">What it measures.</param>
/// <param name="Countries">Of which it has figures.</param>
/// <param name="Years">First and last; null where it has no figure.</param>
/// <param name="Sources">Of its figures.</param>
/// <param name="Files">Of the version that stands; empty where its terms forbid them.</param>
/// <param name="File">What those files hold; null where no version stands.</param>
/// <param name="Modified">When the dataset, or what is said of it, last changed.</param>
internal sealed record CatalogueEntry(
    Dataset Dataset, VersionDetails? Current, IReadOnlyList<VersionDetails> Versions, IReadOnlyList<Indicator> Indicators, IReadOnlyList<Country> Countries,
    (int From, int To)? Years, IReadOnlyList<Source> Sources, IReadOnlyList<CatalogueFile> Files, DatasetFile? File, DateTimeOffset Modified)
{
    /// <summary>The version that was published first; null where none was.</summary>
    public VersionDetails? First => Versions is [.., var first] ? first : null;
}
