namespace Sovereign.Dashboard.Datasets.History;

/// <summary>How often the observations of a question were revised.</summary>
/// <param name="Observations">Different observations.</param>
public sealed record HistoryCounts(long Observations, long Added, long Changed, long Removed)
{
    /// <summary>All entries of the history.</summary>
    public long Revisions => Added + Changed + Removed;
}
