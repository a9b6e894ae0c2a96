using Sovereign.Dashboard.Datasets.History;

namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>What publishing a draft would do to one observation.</summary>
/// <param name="Before">What is published of it; null of one that would be added.</param>
/// <param name="After">What the draft says of it; null of one that the draft does not mention, which goes only if missing rows are removed.</param>
public sealed record DraftChange(PublishedObservation? Before, PublishedObservation? After)
{
    public RevisionKind Kind => (Before, After) switch
    {
        (null, _) => RevisionKind.Added,
        (_, null) => RevisionKind.Removed,
        _ => RevisionKind.Changed,
    };

    /// <summary>The observation as it would be, or as it last was.</summary>
    public PublishedObservation Shown => After ?? Before!;

    /// <summary>(after − before) ÷ |before|; null unless both are there and the one before is not zero.</summary>
    public double? RelativeChange => ObservationRevision.RelativeTo(Before, After);

    /// <summary>Names of the columns that differ.</summary>
    public IReadOnlyList<string> Changed => ObservationRevision.Differences(Before, After);
}
