namespace Sovereign.Dashboard.Datasets.History;

/// <summary>What one observation said in two editions; null where it was not there.</summary>
public sealed record ObservationPair(PublishedObservation? Before, PublishedObservation? After)
{
    public PublishedObservation Shown => After ?? Before!;

    /// <summary>Whether both editions read the very same row.</summary>
    public bool IsSame => Before is not null && After is not null && (Before.VersionId, Before.Line) == (After.VersionId, After.Line);
}
