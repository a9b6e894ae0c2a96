using Npgsql;
using NpgsqlTypes;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Telemetry.Alarms;

/// <summary>Reads of alarms.</summary>
public sealed class AlarmQueries(NpgsqlDataSource database)
{
    /// <summary>Alarms, open ones first, then the newest first.</summary>
    /// <param name="engine">Code of an engine; null for all.</param>
    /// <param name="openOnly">Without those that ended or were explained.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<AlarmDetails>> ListAsync(string? engine, bool openOnly, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            SELECT a.id, e.code, s.code, a.code, a.subject, a.detail, a.raised_at, a.cleared_at, a.explained_at, a.explained_by, a.explanation
            FROM telemetry.alarm a JOIN telemetry.engine e ON e.id = a.engine_id JOIN telemetry.site s ON s.id = e.site_id
            WHERE ($1::text IS NULL OR e.code = $1) AND (NOT $2 OR (a.cleared_at IS NULL AND a.explained_at IS NULL))
            ORDER BY a.cleared_at IS NULL AND a.explained_at IS NULL DESC, a.raised_at DESC, a.id DESC LIMIT $3
            """);
        command.Parameters.Add(new() { Value = (object?)engine ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = openOnly });
        command.Parameters.Add(new() { Value = limit });
        var alarms = new List<AlarmDetails>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            alarms.Add(new(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetFieldValue<DateTimeOffset>(6),
                row.TimeOrNull(7), row.TimeOrNull(8), row.StringOrNull(9), row.StringOrNull(10)));
        }

        return alarms;
    }
}
