namespace Sovereign.Dashboard.Datasets.Publishing;

/// <summary>
/// When a draft's comparison no longer holds: its dataset was published, or rows of it ended, in an edition after the one that the draft was compared with.
/// What other datasets publish changes nothing of it.
/// </summary>
internal static class StaleBase
{
    /// <summary>The condition in SQL, of a version v.</summary>
    public const string Condition =
        """
        EXISTS (SELECT 1 FROM datasets.version s WHERE s.dataset_id = v.dataset_id AND s.edition > v.base_edition)
        """;
}
