using Npgsql;

namespace Sovereign.Dashboard.Datasets.Publishing;

/// <summary>
/// Statistics of the segment that revisions share, taken in the transaction that writes many rows to it. The database takes its own a minute later, and after
/// a crash not before as many rows have changed again; until then a check of the next file was planned for one row of an indicator that has fifty thousand.
/// </summary>
internal static class ObservationStatistics
{
    /// <summary>Fewer rows than this may be unknown: no plan made for one row takes long with so few.</summary>
    private const long Many = 5_000;

    /// <param name="connection">In the transaction that wrote.</param>
    /// <param name="rows">How many rows were written to the segment.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task RenewAsync(NpgsqlConnection connection, long rows, CancellationToken ct)
    {
        if (rows < Many) return;
        await using var analyze = new NpgsqlCommand("ANALYZE datasets.observation_0", connection) { CommandTimeout = 0 };
        await analyze.ExecuteNonQueryAsync(ct);
    }
}
