namespace Sovereign.Dashboard.Datasets.History;

/// <summary>One edition in the list of what was published: who published it is not for the public.</summary>
/// <param name="Kind">publication, withdrawal or reference.</param>
/// <param name="Comment">Public note.</param>
/// <param name="Dataset">Code of the dataset a publication belongs to; null for a change of reference data.</param>
/// <param name="Version">major.minor.patch of the version that a publication made.</param>
/// <param name="FirstLoad">Whether a publication is the first of its dataset.</param>
/// <param name="Added">Observations, or rows of reference data.</param>
/// <param name="Removed">Observations that were removed, or rows of reference data that ended.</param>
public sealed record Release(
    int Number, DateTimeOffset PublishedAt, string Kind, string? Comment, string? Dataset, string? DatasetTitle, string? Version, bool FirstLoad,
    long Added, long Changed, long Removed)
{
    /// <summary>Whether it changed observations, rather than what they mean: a publication of figures or the withdrawal of one.</summary>
    public bool IsPublication => Kind != "reference";

    public bool IsWithdrawal => Kind == "withdrawal";

    /// <summary>major.minor.patch of the version that a withdrawal takes back; null for what is none.</summary>
    public string? TakesBack { get; init; }

    /// <summary>The edition that the withdrawn version had made.</summary>
    public int? TakesBackEdition { get; init; }

    /// <summary>The edition that took this publication back, as far as the reader may see; null while none has.</summary>
    public int? WithdrawnIn { get; init; }

    public long Total => Added + Changed + Removed;
}
