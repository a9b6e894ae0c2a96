using System.Globalization;
using Npgsql;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Mapping;

namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>Keeps what stored series mean. Used by one job at a time.</summary>
public sealed class SeriesMeanings(MetricMap map)
{
    private readonly Dictionary<int, SeriesMeaning> known = [];
    private readonly Dictionary<int, string?> software = [];

    /// <summary>The meaning of a series that was read before by <see cref="LearnAsync"/>; null where its engine is gone.</summary>
    public SeriesMeaning? Of(int series) => known.GetValueOrDefault(series);

    /// <summary>Learns the series among these that are not known yet, and all series of engines whose software has become known since.</summary>
    public async Task LearnAsync(NpgsqlConnection connection, IEnumerable<EnrolledEngine> engines, IEnumerable<int[]> series, CancellationToken ct)
    {
        var renamed = new List<int>();
        foreach (var engine in engines)
        {
            if (software.TryGetValue(engine.Id, out var before) && before != engine.Software) renamed.Add(engine.Id);
            software[engine.Id] = engine.Software;
        }

        var strangers = new HashSet<int>();
        var last = Array.Empty<int>();
        foreach (var told in series)
        {
            // An engine mostly says the same again.
            if (told.AsSpan().SequenceEqual(last)) continue;
            last = told;
            foreach (var id in told)
            {
                if (!known.ContainsKey(id)) strangers.Add(id);
            }
        }

        if (strangers.Count == 0 && renamed.Count == 0) return;
        await using var command = new NpgsqlCommand(
            "SELECT id, engine_id, metric, labels, upper_bound, delta FROM telemetry.series WHERE id = ANY ($1) OR engine_id = ANY ($2)", connection)
        {
            Parameters = { new() { Value = strangers.ToArray() }, new() { Value = renamed.ToArray() } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var (metric, labels) = (row.GetString(2), row.GetString(3));
            var bound = row.DoubleOrNull(4);
            var parsed = KeptLabels.Parse(labels);
            // The bound is kept beside the labels; that there is one makes it a bucket.
            if (bound is { } le) parsed.Add(new("le", double.IsPositiveInfinity(le) ? "+Inf" : le.ToString("R", CultureInfo.InvariantCulture)));
            var feeds = map.Resolve(metric, parsed, software.GetValueOrDefault(row.GetInt32(1)));
            var language = parsed.Find(label => label.Name == "language").Value ?? "";
            known[row.GetInt32(0)] = new(row.GetInt32(0), metric, labels, language, bound, row.GetBoolean(5), feeds);
        }
    }
}
