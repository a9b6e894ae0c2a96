using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;

namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>
/// Days of readings, requests and minutes, and months of hours, are partitions: made when first needed (and days ahead by
/// <see cref="KeepPartitions"/>), dropped whole when their time is over.
/// </summary>
public sealed class Partitions(NpgsqlDataSource database)
{
    // Two processes that make the same partition at once would fail one of them.
    private const long LockKey = 0x54454C50;

    private readonly ConcurrentDictionary<(string Table, DateOnly From), bool> made = new();

    /// <summary>The tables that are cut into days, and the one that is cut into months.</summary>
    public static readonly IReadOnlyList<(string Table, bool ByMonth)> Tables =
        [("batch", false), ("reading", false), ("rollup_minute", false), ("rollup_hour", true)];

    /// <summary>Sees to it that rows of that UTC day can be stored.</summary>
    public async ValueTask EnsureAsync(string table, DateOnly day, CancellationToken ct)
    {
        var byMonth = Tables.Single(one => one.Table == table).ByMonth;
        var from = byMonth ? new DateOnly(day.Year, day.Month, 1) : day;
        if (made.ContainsKey((table, from))) return;
        var to = byMonth ? from.AddMonths(1) : from.AddDays(1);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"""
            SELECT pg_advisory_xact_lock({LockKey});
            CREATE TABLE IF NOT EXISTS telemetry.{NameOf(table, from)} PARTITION OF telemetry.{table}
                FOR VALUES FROM ('{from:yyyy-MM-dd} 00:00:00+00') TO ('{to:yyyy-MM-dd} 00:00:00+00');
            """), connection);
        await command.ExecuteNonQueryAsync(ct);
        made[(table, from)] = true;
    }

    /// <summary>Drops what lies wholly before a day.</summary>
    /// <returns>How many were dropped.</returns>
    public async Task<int> DropBeforeAsync(string table, DateOnly day, CancellationToken ct)
    {
        var prefix = table + "_";
        await using var connection = await database.OpenConnectionAsync(ct);
        var names = new List<string>();
        await using (var list = new NpgsqlCommand(
            """
            SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = ('telemetry.' || $1)::regclass
            """, connection)
        { Parameters = { new() { Value = table } } })
        await using (var row = await list.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct)) names.Add(row.GetString(0));
        }

        var dropped = 0;
        foreach (var name in names)
        {
            if (!DateOnly.TryParseExact(name[prefix.Length..], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) || from >= day) continue;
            await using var drop = new NpgsqlCommand($"DROP TABLE telemetry.{name}", connection);
            await drop.ExecuteNonQueryAsync(ct);
            made.TryRemove((table, from), out _);
            dropped++;
        }

        return dropped;
    }

    private static string NameOf(string table, DateOnly from) => string.Create(CultureInfo.InvariantCulture, $"{table}_{from:yyyyMMdd}");
}
