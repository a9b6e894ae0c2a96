using System.Security.Cryptography;
using Npgsql;

namespace Sovereign.Dashboard.Telemetry.Closing;

/// <summary>The requests that brought an engine's day.</summary>
/// <param name="Count">How many.</param>
/// <param name="Digest">SHA-256 over their hashes in order of their numbers.</param>
/// <param name="MedianDelaySeconds">Median of receipt less newest sample; null where no request had samples.</param>
public sealed record DayBatches(long Count, byte[] Digest, double? MedianDelaySeconds)
{
    private static readonly byte[] nothing = SHA256.HashData([]);

    /// <summary>Of an engine that nobody sent anything for.</summary>
    public static DayBatches None { get; } = new(0, nothing, null);

    /// <summary>The requests that brought a day, by engine; one pass over all requests that can hold it.</summary>
    public static async Task<IReadOnlyDictionary<int, DayBatches>> ReadAsync(NpgsqlConnection connection, DateOnly day, TimeSpan lateWindow, CancellationToken ct)
    {
        var from = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var (first, last) = ((int)(from.ToUnixTimeSeconds() / 60), (int)(from.AddDays(1).ToUnixTimeSeconds() / 60));
        var engines = new Dictionary<int, (long Count, IncrementalHash Hash, List<double> Delays)>();
        await using var command = new NpgsqlCommand(
            "SELECT engines, minutes, sha256, skew_ms FROM telemetry.batch WHERE received_at >= $1 AND received_at < $2 ORDER BY id", connection)
        {
            Parameters = { new() { Value = from.AddMinutes(-10) }, new() { Value = from.AddDays(1) + lateWindow + TimeSpan.FromMinutes(10) } },
            CommandTimeout = 600,
        };
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            var touched = new HashSet<int>();
            while (await row.ReadAsync(ct))
            {
                var (of, minutes) = (row.GetFieldValue<int[]>(0), row.GetFieldValue<int[]>(1));
                touched.Clear();
                for (var i = 0; i < of.Length; i++)
                {
                    if (minutes[i] >= first && minutes[i] < last) touched.Add(of[i]);
                }

                if (touched.Count == 0) continue;
                var hash = row.GetFieldValue<byte[]>(2);
                foreach (var engine in touched)
                {
                    if (!engines.TryGetValue(engine, out var known)) known = (0, IncrementalHash.CreateHash(HashAlgorithmName.SHA256), []);
                    known.Hash.AppendData(hash);
                    if (!row.IsDBNull(3)) known.Delays.Add(row.GetInt64(3) / 1000.0);
                    engines[engine] = (known.Count + 1, known.Hash, known.Delays);
                }
            }
        }

        return engines.ToDictionary(engine => engine.Key, engine =>
        {
            using (engine.Value.Hash) return new DayBatches(engine.Value.Count, engine.Value.Hash.GetHashAndReset(), Median(engine.Value.Delays));
        });
    }

    private static double? Median(List<double> delays)
    {
        if (delays.Count == 0) return null;
        delays.Sort();
        return delays.Count % 2 == 1 ? delays[delays.Count / 2] : (delays[(delays.Count / 2) - 1] + delays[delays.Count / 2]) / 2;
    }
}
