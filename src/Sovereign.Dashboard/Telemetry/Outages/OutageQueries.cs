using Npgsql;
using Sovereign.Analytics.Fleet;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Telemetry.Outages;

/// <summary>Reads of planned outages.</summary>
public sealed class OutageQueries(NpgsqlDataSource database)
{
    /// <summary>An engine's outages, the latest first.</summary>
    /// <param name="engine">Its code.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<OutageDetails>> ListAsync(string engine, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            SELECT o.id, o.begins_at, least(o.ends_at, o.cancelled_at), o.reason, o.announced_at, o.announced_by, o.cancelled_at
            FROM telemetry.outage o JOIN telemetry.engine e ON e.id = o.engine_id WHERE e.code = $1 ORDER BY o.begins_at DESC, o.id DESC LIMIT $2
            """);
        command.Parameters.Add(new() { Value = engine });
        command.Parameters.Add(new() { Value = limit });
        var outages = new List<OutageDetails>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            outages.Add(new(
                row.GetInt32(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.GetString(5),
                row.TimeOrNull(6)));
        }

        return outages;
    }

    /// <summary>What of each engine's time was planned to be without it.</summary>
    /// <param name="connection">Reads on it.</param>
    /// <param name="from">Begin of the time.</param>
    /// <param name="to">Its end, exclusive.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>By the engine's row; engines without any are left out.</returns>
    public static async Task<IReadOnlyDictionary<int, List<PlannedOutage>>> PlannedAsync(NpgsqlConnection connection, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var planned = new Dictionary<int, List<PlannedOutage>>();
        await using var command = new NpgsqlCommand(
            """
            SELECT engine_id, begins_at, least(ends_at, cancelled_at) FROM telemetry.outage
            WHERE begins_at < $2 AND least(ends_at, cancelled_at) > $1 AND least(ends_at, cancelled_at) > begins_at ORDER BY engine_id, begins_at, id
            """, connection)
        {
            Parameters = { new() { Value = from }, new() { Value = to } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            if (!planned.TryGetValue(row.GetInt32(0), out var list)) planned.Add(row.GetInt32(0), list = []);
            list.Add(new(row.GetFieldValue<DateTimeOffset>(1).ToUnixTimeMilliseconds(), row.GetFieldValue<DateTimeOffset>(2).ToUnixTimeMilliseconds()));
        }

        return planned;
    }
}
