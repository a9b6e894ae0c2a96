namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>What the statements on roll-ups share.</summary>
public static class RollupSql
{
    /// <summary>
    /// Longer buckets from shorter ones (alias <c>m</c>): what was counted adds up, a mean is over the time it covers, counts of one layout add up bucket
    /// by bucket. The reference is <c>SeriesBucket.Combine</c>; a test holds both together.
    /// </summary>
    public const string Sum =
        """
        max(m.series), sum(m.samples)::integer, sum(m.increase), sum(m.integral),
        CASE WHEN count(m.mean) = 0 THEN NULL WHEN sum(m.seconds) > 0 THEN sum(m.integral) / sum(m.seconds) ELSE avg(m.mean) END,
        min(m.lowest), max(m.highest), (array_agg(m.latest ORDER BY m.bucket DESC))[1], max(m.latest_at), sum(m.seconds), sum(m.least_seconds), sum(m.resets)::integer, sum(m.gaps)::integer
        """;
}
