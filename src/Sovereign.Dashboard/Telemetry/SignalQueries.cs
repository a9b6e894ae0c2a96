using Npgsql;
using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Mapping;

namespace Sovereign.Dashboard.Telemetry;

/// <summary>Reads of roll-ups.</summary>
public sealed class SignalQueries(NpgsqlDataSource database)
{
    /// <summary>One signal over time, oldest first.</summary>
    /// <param name="signal">Which.</param>
    /// <param name="engine">Code of an engine; null for all.</param>
    /// <param name="from">First bucket, inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="step">Length of a bucket.</param>
    /// <param name="limit">How many rows at most.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<SignalRow>> ListAsync(
        Signal signal, string? engine, DateTimeOffset from, DateTimeOffset to, SignalStep step, int limit, CancellationToken ct)
    {
        var table = step switch { SignalStep.Minute => "rollup_minute", SignalStep.Hour => "rollup_hour", _ => "rollup_day" };
        await using var command = database.CreateCommand(
            $"""
            SELECT e.code, r.bucket, r.part, r.samples, r.increase, r.integral, r.mean, r.lowest, r.highest, r.latest, r.seconds, r.resets, r.gaps, r.buckets, l.bounds
            FROM telemetry.{table} r JOIN telemetry.engine e ON e.id = r.engine_id LEFT JOIN telemetry.layout l ON l.id = r.layout
            WHERE r.signal = $1 AND r.bucket >= $2 AND r.bucket < $3 AND ($4::text IS NULL OR e.code = $4)
            ORDER BY r.bucket, e.code, r.part, r.layout LIMIT $5
            """);
        command.Parameters.Add(new() { Value = signal.Id });
        command.Parameters.Add(new() { Value = from.ToUniversalTime() });
        command.Parameters.Add(new() { Value = to.ToUniversalTime() });
        command.Parameters.Add(new() { Value = (object?)engine ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = limit });
        var rows = new List<SignalRow>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) rows.Add(Row(signal, row));
        return rows;
    }

    private static SignalRow Row(Signal signal, NpgsqlDataReader row)
    {
        var isGauge = signal.Kind == SignalKind.Gauge;
        var (increase, seconds) = (row.GetDouble(4), row.GetDouble(10));
        var histogram = row.IsDBNull(13) ? null : new HistogramIncrease(new HistogramBounds(row.GetFieldValue<double[]>(14)), row.GetFieldValue<double[]>(13));
        var shares = new[] { ("median", 0.5), ("p95", 0.95), ("p99", 0.99) }.Select(share => (share.Item1, Value: histogram?.Quantile(share.Item2))).ToList();
        var beyond = shares.Where(share => share.Value is { IsLowerLimit: true }).Select(share => share.Item1).ToList();
        return new(
            row.GetString(0), signal.Code, signal.Unit, row.GetFieldValue<DateTimeOffset>(1), row.GetString(2) is { Length: > 0 } language ? language : null, row.GetInt32(3),
            isGauge ? null : increase, isGauge || seconds <= 0 ? null : increase / seconds, row.DoubleOrNull(6), row.DoubleOrNull(7), row.DoubleOrNull(8), row.DoubleOrNull(9),
            isGauge ? row.GetDouble(5) : null, seconds, row.GetInt32(11), row.GetInt32(12), histogram?.Observations,
            shares[0].Value?.Value, shares[1].Value?.Value, shares[2].Value?.Value, beyond.Count > 0 ? beyond : null);
    }
}
