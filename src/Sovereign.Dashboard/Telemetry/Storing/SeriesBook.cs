using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;
using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Mapping;
using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>Every series this process has met, and the names they came under.</summary>
public sealed class SeriesBook(MetricMap map, IOptions<TelemetryOptions> options)
{
    private static readonly string[] targetLabels = ["instance", "service.instance.id", "pod", "host.name", "job", "service.name"];

    private readonly ConcurrentDictionary<int, NamesOfKey> names = new();
    private readonly ConcurrentDictionary<SeriesKey, TrackedSeries> series = new();

    /// <summary>Names that a key has used, under the enrolment of today.</summary>
    public NamesOfKey NamesOf(SenderKey sender, EnrolmentBook enrolment)
    {
        var known = names.GetOrAdd(sender.KeyId, static (_, version) => new(version), enrolment.Version);
        if (known.EnrolmentVersion == enrolment.Version && known.Count < options.Value.MaxNamesPerKey) return known;
        // What was passed over under the old names has been counted or is lost with them: counts of what is not kept may be short by a flush.
        var fresh = new NamesOfKey(enrolment.Version);
        return names.AddOrUpdate(sender.KeyId, fresh, (_, current) => current == known ? fresh : current);
    }

    /// <summary>All names of all keys, for counting what was passed over.</summary>
    public IEnumerable<NamesOfKey> All => names.Values;

    /// <summary>Decides what becomes of a series.</summary>
    public Slot Decide(SenderKey sender, EnrolmentBook enrolment, SeriesName name)
    {
        if (enrolment.OwnerOf(sender, name.Labels) is not { } engine)
            return new Slot { PassedOver = RejectReason.UnknownTarget, SiteId = sender.SiteId, Subject = Target(name.Labels) };
        var meanings = map.Resolve(name.Metric, name.Labels, engine.Software);
        if (meanings is not [var first, ..])
        {
            var why = map.Standing(name.Metric, name.Labels, engine.Software) switch
            {
                MetricStanding.OtherSoftware => RejectReason.OtherSoftware,
                MetricStanding.Unmapped => RejectReason.UnmappedMetric,
                _ => RejectReason.IgnoredMetric,
            };
            return new Slot { PassedOver = why, SiteId = sender.SiteId, EngineId = engine.Id, Subject = name.Metric };
        }

        var key = KeyOf(engine.Id, name, meanings);
        return new Slot
        {
            Series = Track(key),
            Fold = first.Row.Fold,
            SiteId = sender.SiteId,
            EngineId = engine.Id,
            Subject = name.Metric,
            Writer = WriterOf(name.Labels),
            Software = engine.Software is null && !EngineSoftware.IsCompanion(first.Row.Software) ? first.Row.Software : null,
        };
    }

    /// <summary>The series under a key it is stored with; the same object for everybody.</summary>
    public TrackedSeries Track(SeriesKey key) => series.GetOrAdd(key, static key => new TrackedSeries(key));

    /// <summary>What a series is stored under; series of the wire that agree in it are joined.</summary>
    /// <param name="engineId">Whose it is.</param>
    /// <param name="name">Its name on the wire.</param>
    /// <param name="meanings">What the map says of it; at least one.</param>
    public static SeriesKey KeyOf(int engineId, SeriesName name, IReadOnlyList<MappedSeries> meanings) =>
        new(engineId, name.Metric, Stored(name.Labels, meanings), meanings[0].UpperBound, name.Temporality == Temporality.Delta);

    // What rows of the map choose by is stored too: the meaning of a series is read again from what is stored of it.
    private static string Stored(IReadOnlyList<Label> labels, IReadOnlyList<MappedSeries> meanings) => KeptLabels.Of(
        labels, [.. meanings.SelectMany(meaning => meaning.Row.Keep.Concat(meaning.Row.Select.Select(condition => condition.Name))).Distinct().Order(StringComparer.Ordinal)]);

    private static string Target(IReadOnlyList<Label> labels)
    {
        var named = targetLabels.Select(wanted => labels.FirstOrDefault(label => label.Name == wanted)).Where(label => label.Name is not null).Take(2);
        var text = string.Join(';', named.Select(label => $"{label.Name}={label.Value}"));
        return text.Length == 0 ? "(no label names it)" : text.Length > 200 ? text[..200] : text;
    }

    /// <summary>Tells scrapers of one engine apart, a pair of replicas included: a hash of the labels that name them; 0 where there are none.</summary>
    public static ulong WriterOf(IReadOnlyList<Label> labels)
    {
        ulong writer = 0;
        foreach (var label in labels)
        {
            if (label.Name is not ("job" or "instance" or "replica" or "prometheus_replica" or "__replica__")) continue;
            writer = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(label.Value), (long)writer + 1);
        }

        return writer;
    }
}
