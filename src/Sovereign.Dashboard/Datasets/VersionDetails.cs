using Sovereign.Dashboard.Datasets.Review;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Everything there is to say about one version.</summary>
/// <param name="Length">Bytes of the file.</param>
/// <param name="FileName">What a list calls the version; of a withdrawal, which has no file, that it is one.</param>
/// <param name="Sha256">Empty for a withdrawal.</param>
/// <param name="Absent">Published rows that the file does not mention.</param>
public sealed record VersionDetails(
    Guid Id, int Number, string Dataset, string DatasetTitle, VersionStatus Status, string? Semantic, Guid UploadedBy, DateTimeOffset UploadedAt,
    DateTimeOffset? PublishedAt, int? Edition, long BytesRead, long Length, string FileName, string Sha256, long Rows, long Errors, long Warnings,
    long Added, long Changed, long Absent, long Removed, string? Comment)
{
    /// <summary>Key of the dataset.</summary>
    internal int DatasetId { get; init; }

    /// <summary>The file as received; means nothing where there is none.</summary>
    public Guid FileId { get; init; }

    /// <summary>False for a withdrawal.</summary>
    public bool HasFile => TakesBack is null;

    /// <summary>The version that this one takes back; null unless it is a withdrawal.</summary>
    public TakenBack? TakesBack { get; init; }

    /// <summary>How this version was taken back; null while it was not.</summary>
    public WithdrawnBy? WithdrawnBy { get; init; }

    /// <summary>When the checks ended; null while the file is unread, and for versions read before this was kept.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Which rules it was checked by.</summary>
    public string? RuleSet { get; init; }

    /// <summary>The column of errors with which the file came back; it was left unread.</summary>
    public string? IgnoredColumn { get; init; }

    /// <summary>Warnings without a reason; null for versions published before reasons were asked for.</summary>
    public long? Unexplained { get; init; }

    /// <summary>Set while the draft lies with its uploader again, who was asked to mend it.</summary>
    public ReturnedDraft? Returned { get; init; }

    /// <summary>The edition that the draft was compared with.</summary>
    public int BaseEdition { get; init; }

    /// <summary>Whether its dataset was published since the draft was compared: what it would change is no longer known.</summary>
    public bool IsStale { get; init; }

    /// <summary>Share of the file that was read, 0 to 1.</summary>
    public double Progress => Status.IsUnread() ? (Length == 0 ? 0 : Math.Min(1, (double)BytesRead / Length)) : 1;
}
