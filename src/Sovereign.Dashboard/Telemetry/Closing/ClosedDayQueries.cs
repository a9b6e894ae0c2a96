using System.Text.Json;
using Npgsql;

namespace Sovereign.Dashboard.Telemetry.Closing;

/// <summary>Reads of closed days: from a published figure back to the requests it rests on.</summary>
public sealed class ClosedDayQueries(NpgsqlDataSource database)
{
    /// <summary>Closed days, newest first.</summary>
    public async Task<IReadOnlyList<ClosedDay>> ListAsync(int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand("SELECT day, closed_at, version_id, sha256, engines, batches, digest FROM telemetry.closed_day ORDER BY day DESC LIMIT $1");
        command.Parameters.Add(new() { Value = limit });
        var days = new List<ClosedDay>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) days.Add(ClosedDay.Read(row));
        return days;
    }

    /// <summary>The engines of a day, by code: their digests in this order make the day's.</summary>
    public async Task<IReadOnlyList<EngineDayDetails>> EnginesAsync(DateOnly day, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            SELECT e.code, s.code, s.country, d.flags, d.explained, d.not_checkable, d.facts::text, d.figures::text, d.batches, d.digest
            FROM telemetry.engine_day d JOIN telemetry.engine e ON e.id = d.engine_id JOIN telemetry.site s ON s.id = e.site_id
            WHERE d.day = $1 ORDER BY e.code COLLATE "C"
            """);
        command.Parameters.Add(new() { Value = day });
        var engines = new List<EngineDayDetails>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var (flags, explained) = (row.GetFieldValue<string[]>(3), row.GetFieldValue<string[]>(4));
            engines.Add(new(
                row.GetString(0), row.GetString(1), row.GetString(2), !flags.Except(explained).Any(), flags, explained, row.GetFieldValue<string[]>(5),
                JsonSerializer.Deserialize<JsonElement>(row.GetString(6)), JsonSerializer.Deserialize<JsonElement>(row.GetString(7)), row.GetInt64(8),
                Convert.ToHexStringLower(row.GetFieldValue<byte[]>(9))));
        }

        return engines;
    }
}
