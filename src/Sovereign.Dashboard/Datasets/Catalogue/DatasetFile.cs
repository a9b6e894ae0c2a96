using System.Globalization;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>What the files of one version hold, before they are written: the rows of a dataset as they stand in an edition.</summary>
/// <param name="Dataset">As the edition knew it.</param>
/// <param name="Version">The version whose state it is.</param>
/// <param name="Edition">Which is read: the one that the version made, or the one that was asked for.</param>
/// <param name="Known">What that edition knew.</param>
/// <param name="Sources">Every source with rows in it, and how many, the most first.</param>
/// <param name="Portal">Name of the site.</param>
public sealed record DatasetFile(
    Dataset Dataset, VersionDetails Version, Edition Edition, ReferenceData Known, IReadOnlyList<SourceCount> Sources, string Portal)
{
    /// <summary>major.minor.patch.</summary>
    public string Semantic => Version.Semantic!;

    /// <summary>Sources whose rows the files hold.</summary>
    public IReadOnlyList<SourceCount> Included { get; } = [.. Sources.Where(count => count.Source.MayLeaveInFiles())];

    /// <summary>Sources whose rows stay back, because of their terms.</summary>
    public IReadOnlyList<SourceCount> LeftOut { get; } = [.. Sources.Where(count => !count.Source.MayLeaveInFiles())];

    /// <summary>Rows in the files.</summary>
    public long Rows => Included.Sum(count => count.Rows);

    public long RowsLeftOut => LeftOut.Sum(count => count.Rows);

    /// <summary>Whether the terms of all its sources keep every row back.</summary>
    public bool IsForbidden => Rows == 0 && RowsLeftOut > 0;

    /// <summary>The page of the version, without host.</summary>
    public string Page => $"/data/{Dataset.Code}/{Semantic}";

    /// <summary>Name of a file that holds it, without extension.</summary>
    public string Name => $"{Dataset.Code}_{Semantic}";

    /// <summary>How to cite it.</summary>
    public string Citation => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Dataset.Publisher.Length > 0 ? Dataset.Publisher : Portal)}: {Dataset.Title}, version {Semantic}, edition {Edition.Number}, published {Numbers.Day(Version.PublishedAt!.Value)}. {Portal}, {Page}");

    /// <summary>What is missing and why, in a sentence; null where nothing is.</summary>
    public string? LeftOutSentence => LeftOut.Count == 0 ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"{RowsLeftOut} of {Rows + RowsLeftOut} rows are left out, because the terms of their sources do not let tables be passed on: {string.Join("; ", LeftOut.Select(count => $"{count.Rows} of {count.Source.Title} ({count.Source.Code}: {count.Source.Allowed()})"))}.");

    /// <summary>Its rows are read so.</summary>
    public ObservationFilter Filter => new(Dataset: Dataset.Code, ForFile: true);
}
