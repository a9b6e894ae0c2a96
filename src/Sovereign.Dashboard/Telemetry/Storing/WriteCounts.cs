using Npgsql;
using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>Writes names that are counted but not stored, and when keys were last used. A kill loses the last seconds of these counts and nothing else.</summary>
public static class WriteCounts
{
    /// <summary>Writes within the caller's transaction what was counted since the last time.</summary>
    public static async Task RunAsync(NpgsqlConnection connection, IReadOnlyCollection<int> usedKeys, SeriesBook book, DateTimeOffset now, CancellationToken ct)
    {
        await using var flush = new NpgsqlBatch(connection);
        if (usedKeys.Count > 0)
        {
            flush.BatchCommands.Add(new("UPDATE telemetry.engine_key SET last_used_at = $2 WHERE id = ANY ($1)")
            {
                Parameters = { new() { Value = usedKeys.ToArray() }, new() { Value = now } },
            });
        }

        foreach (var (engine, site, subject, reason, passed) in Passed(book))
        {
            flush.BatchCommands.Add(engine is { } known
                ? new(
                    """
                    INSERT INTO telemetry.unmapped AS u (engine_id, metric, kind, samples, first_seen, last_seen) VALUES ($1, $2, $3, $4, $5, $5)
                    ON CONFLICT (engine_id, metric, kind) DO UPDATE SET samples = u.samples + excluded.samples, last_seen = excluded.last_seen
                    """)
                {
                    Parameters = { new() { Value = known }, new() { Value = subject }, new() { Value = (short)reason }, new() { Value = passed }, new() { Value = now } },
                }
                : new(
                    """
                    INSERT INTO telemetry.unknown_target AS t (site_id, target, samples, first_seen, last_seen) VALUES ($1, $2, $3, $4, $4)
                    ON CONFLICT (site_id, target) DO UPDATE SET samples = t.samples + excluded.samples, last_seen = excluded.last_seen
                    """)
                {
                    Parameters = { new() { Value = site }, new() { Value = subject }, new() { Value = passed }, new() { Value = now } },
                });
        }

        if (flush.BatchCommands.Count > 0) await flush.ExecuteNonQueryAsync(ct);
    }

    private static IEnumerable<(int? Engine, int Site, string Subject, RejectReason Reason, long Passed)> Passed(SeriesBook book)
    {
        var totals = new Dictionary<(int?, int, string, RejectReason), long>();
        foreach (var names in book.All)
        {
            foreach (var slot in names.Slots)
            {
                if (slot.Series is null && slot.TakePassed() is > 0 and var passed)
                {
                    var key = (slot.EngineId, slot.SiteId, slot.Subject, slot.PassedOver);
                    totals[key] = totals.GetValueOrDefault(key) + passed;
                }
            }
        }

        return totals.Select(total => (total.Key.Item1, total.Key.Item2, total.Key.Item3, total.Key.Item4, total.Value));
    }
}
