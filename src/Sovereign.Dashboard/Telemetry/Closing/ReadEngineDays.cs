using Npgsql;
using Sovereign.Analytics.Fleet;
using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Benchmarks;
using Sovereign.Dashboard.Telemetry.Mapping;
using Sovereign.Dashboard.Telemetry.Outages;

namespace Sovereign.Dashboard.Telemetry.Closing;

/// <summary>Reads what engines did on a UTC day from their minutes, and judges it.</summary>
public sealed class ReadEngineDays(MetricMap map, BenchmarkCatalogue benchmarks)
{
    private static readonly short[] used =
    [
        Signals.GeneratedTokens.Id, Signals.PromptTokens.Id, Signals.CachedPromptTokens.Id, Signals.Requests.Id, Signals.Errors.Id, Signals.GeneratedCharacters.Id, Signals.GeneratedTokensByLanguage.Id,
        Signals.GpuEnergy.Id, Signals.GpuPower.Id, Signals.HostEnergy.Id, Signals.GpuUtilisation.Id, Signals.RequestsRunning.Id, Signals.EngineUp.Id,
    ];

    /// <summary>The engines that reported on the day, one after the other: a nation's minutes of a day are more than fits in memory.</summary>
    public async Task<IReadOnlyList<EngineOfDay>> RunAsync(NpgsqlConnection connection, DateOnly day, TimeSpan lateWindow, CancellationToken ct)
    {
        var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var batches = await DayBatches.ReadAsync(connection, day, lateWindow, ct);
        var explained = await ExplainedAsync(connection, day, ct);
        var outages = await OutageQueries.PlannedAsync(connection, start, start.AddDays(1), ct);
        var found = new List<EngineOfDay>();
        foreach (var (id, enrolledAt, retiredAt, facts) in await FactsAsync(connection, start, ct))
        {
            var minutes = (await SignalsAsync(connection, id, start, ct)).Minutes();
            if (minutes.Count == 0) continue;
            List<PlannedOutage> planned = [.. outages.GetValueOrDefault(id, []), .. NotAtWork(start, enrolledAt, retiredAt, minutes)];
            var sums = EngineDay.From(facts, start.ToUnixTimeMilliseconds(), minutes, planned);
            var brought = batches.GetValueOrDefault(id, DayBatches.None);
            var intake = new Intake { MedianDelaySeconds = brought.MedianDelaySeconds, Repeated = await RepetitionAsync(connection, id, start, ct) };
            var judgement = Judge.Of(sums, minutes, intake, planned);
            found.Add(new(id, new(sums, judgement, explained.GetValueOrDefault(id, [])), brought));
        }

        return found;
    }

    // Of the time before its enrolment and after its end nothing is expected; where it reported all the same, it was at work.
    private static IEnumerable<PlannedOutage> NotAtWork(DateTimeOffset start, DateTimeOffset enrolledAt, DateTimeOffset? retiredAt, IReadOnlyList<EngineMinute> minutes)
    {
        var (from, to) = (start.ToUnixTimeMilliseconds(), start.AddDays(1).ToUnixTimeMilliseconds());
        if (Math.Min(enrolledAt.ToUnixTimeMilliseconds(), minutes[0].Start) is var begin && begin > from) yield return new(from, begin);
        if (retiredAt is { } retired && Math.Max(retired.ToUnixTimeMilliseconds(), minutes[^1].Start + BucketLength.Minute) is var end && end < to) yield return new(end, to);
    }

    private async Task<List<(int Id, DateTimeOffset EnrolledAt, DateTimeOffset? RetiredAt, EngineFacts Facts)>> FactsAsync(NpgsqlConnection connection, DateTimeOffset start, CancellationToken ct)
    {
        var engines = new List<(int, DateTimeOffset, DateTimeOffset?, EngineFacts)>();
        await using var command = new NpgsqlCommand(
            """
            SELECT e.id, e.code, s.code, s.operator, s.country, e.accelerators, e.active_parameters, e.peak_flops, e.memory_bandwidth, e.precision, e.max_power_watts,
                e.boundary, coalesce(e.pue, s.pue), coalesce(e.usd_per_kwh, s.usd_per_kwh), e.device_class, e.enrolled_at, e.retired_at, e.model, e.hardware
            FROM telemetry.engine e JOIN telemetry.site s ON s.id = e.site_id
            WHERE EXISTS (SELECT 1 FROM telemetry.rollup_minute m WHERE m.engine_id = e.id AND m.bucket >= $1 AND m.bucket < $2)
            ORDER BY e.code
            """, connection)
        {
            Parameters = { new() { Value = start }, new() { Value = start.AddDays(1) } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var parameters = row.DoubleOrNull(6);
            var benchmark = benchmarks.Find(row.StringOrNull(17), row.GetString(18));
            engines.Add((row.GetInt32(0), row.GetFieldValue<DateTimeOffset>(15), row.TimeOrNull(16), new EngineFacts(row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4))
            {
                Accelerators = row.GetInt32(5),
                ActiveParameters = parameters,
                PeakFlopPerSecond = row.DoubleOrNull(7),
                MemoryBandwidthBytesPerSecond = row.DoubleOrNull(8),
                BytesPerParameter = Precisions.Bytes(row.StringOrNull(9)),
                MaxPowerWatts = row.DoubleOrNull(10),
                Boundary = row.IsDBNull(11) ? null : Enum.Parse<EnergyBoundary>(row.GetString(11), ignoreCase: true),
                PowerUsageEffectiveness = row.DoubleOrNull(12),
                PricePerKilowattHour = row.DoubleOrNull(13),
                Benchmark = benchmark?.Code,
                BenchmarkTokensPerAcceleratorSecond = benchmark?.TokensPerAcceleratorSecond,
                DeviceClass = Enum.Parse<DeviceClass>(row.GetString(14), ignoreCase: true),
                ModelClass = ModelClasses.Of(parameters),
            }));
        }

        return engines;
    }

    private static async Task<EngineSignals> SignalsAsync(NpgsqlConnection connection, int engine, DateTimeOffset start, CancellationToken ct)
    {
        var buckets = used.ToDictionary(signal => signal, _ => new Dictionary<string, List<SignalBucket>>(StringComparer.Ordinal));
        await using var command = new NpgsqlCommand(
            """
            SELECT signal, bucket, series, samples, increase, integral, mean, latest, seconds, least_seconds, resets, gaps, part
            FROM telemetry.rollup_minute WHERE engine_id = $1 AND bucket >= $2 AND bucket < $3 AND layout = 0 AND signal = ANY ($4)
            ORDER BY bucket, part COLLATE "C"
            """, connection)
        {
            Parameters = { new() { Value = engine }, new() { Value = start }, new() { Value = start.AddDays(1) }, new() { Value = used } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var at = row.GetFieldValue<DateTimeOffset>(1).ToUnixTimeMilliseconds();
            var parts = buckets[row.GetInt16(0)];
            // Tags of one language, of several scripts and regions, are one.
            var part = LanguageTag.Language(row.GetString(12));
            if (!parts.TryGetValue(part, out var told)) parts.Add(part, told = []);
            Add(told, new SignalBucket
            {
                Start = at,
                Series = row.GetInt32(2),
                Samples = row.GetInt32(3),
                Increase = row.GetDouble(4),
                Integral = row.GetDouble(5),
                Mean = row.DoubleOrNull(6) ?? 0,
                Lowest = 0,
                Highest = 0,
                Latest = row.DoubleOrNull(7) ?? 0,
                LatestAt = at,
                SecondsCovered = row.GetDouble(8),
                LeastSecondsCovered = row.GetDouble(9),
                Resets = row.GetInt32(10),
                Gaps = row.GetInt32(11),
                Overlaps = 0,
            });
        }

        // A signal told by language is the sum of its languages.
        IReadOnlyList<SignalBucket> Of(Signal signal)
        {
            var parts = buckets[signal.Id].Values;
            if (parts.Count <= 1) return parts.FirstOrDefault() ?? [];
            var sum = new List<SignalBucket>();
            foreach (var bucket in parts.SelectMany(part => part).OrderBy(bucket => bucket.Start)) Add(sum, bucket);
            return sum;
        }

        IReadOnlyDictionary<string, IReadOnlyList<SignalBucket>> ByLanguage(Signal signal) =>
            buckets[signal.Id].ToDictionary(part => part.Key, part => (IReadOnlyList<SignalBucket>)part.Value, StringComparer.Ordinal);

        static void Add(List<SignalBucket> list, SignalBucket bucket)
        {
            if (list.Count > 0 && list[^1].Start == bucket.Start) list[^1] = list[^1].Plus(bucket);
            else list.Add(bucket);
        }

        return new()
        {
            GeneratedTokens = Of(Signals.GeneratedTokens),
            PromptTokens = Of(Signals.PromptTokens),
            CachedPromptTokens = Of(Signals.CachedPromptTokens),
            Requests = Of(Signals.Requests),
            Errors = Of(Signals.Errors),
            GeneratedCharacters = Of(Signals.GeneratedCharacters),
            CharactersByLanguage = ByLanguage(Signals.GeneratedCharacters),
            TokensByLanguage = ByLanguage(Signals.GeneratedTokensByLanguage),
            GpuEnergy = Of(Signals.GpuEnergy),
            GpuPower = Of(Signals.GpuPower),
            HostEnergy = Of(Signals.HostEnergy),
            Utilisation = Of(Signals.GpuUtilisation),
            RequestsRunning = Of(Signals.RequestsRunning),
            Up = Of(Signals.EngineUp),
        };
    }

    // In the readings as sent, while they are kept: minutes show a replay only where it was shifted by whole ones.
    private async Task<RepeatedRun?> RepetitionAsync(NpgsqlConnection connection, int engine, DateTimeOffset start, CancellationToken ct)
    {
        var counters = new List<int>();
        await using (var list = new NpgsqlCommand("SELECT id, metric, labels FROM telemetry.series WHERE engine_id = $1 AND upper_bound IS NULL AND NOT delta", connection)
        {
            Parameters = { new() { Value = engine } },
        })
        await using (var row = await list.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct))
            {
                if (map.Resolve(row.GetString(1), KeptLabels.Parse(row.GetString(2)), null).Any(feed => feed.Signal == Signals.GeneratedTokens)) counters.Add(row.GetInt32(0));
            }
        }

        foreach (var counter in counters)
        {
            var readings = new List<Reading>();
            await using var command = new NpgsqlCommand(
                """
                SELECT at, numbers[array_position(series, $2)] FROM telemetry.reading
                WHERE engine_id = $1 AND at >= $3 AND at < $4 AND $2 = ANY (series) ORDER BY at, batch_id
                """, connection)
            {
                Parameters = { new() { Value = engine }, new() { Value = counter }, new() { Value = start }, new() { Value = start.AddDays(1) } },
            };
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
            {
                var reading = new Reading(row.GetFieldValue<DateTimeOffset>(0).ToUnixTimeMilliseconds(), row.GetDouble(1));
                if (double.IsFinite(reading.Value) && (readings.Count == 0 || readings[^1].At < reading.At)) readings.Add(reading);
            }

            if (RepeatedRun.InReadings(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(readings)) is { } repeated) return repeated;
        }

        return null;
    }

    private static async Task<Dictionary<int, HashSet<string>>> ExplainedAsync(NpgsqlConnection connection, DateOnly day, CancellationToken ct)
    {
        var explained = new Dictionary<int, HashSet<string>>();
        await using var command = new NpgsqlCommand("SELECT engine_id, code FROM telemetry.alarm WHERE subject = $1 AND explained_at IS NOT NULL", connection)
        {
            Parameters = { new() { Value = CloseDay.SubjectOf(day) } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            if (!explained.TryGetValue(row.GetInt32(0), out var codes)) explained.Add(row.GetInt32(0), codes = []);
            codes.Add(row.GetString(1));
        }

        return explained;
    }
}
