using System.Collections.Frozen;
using System.Collections.Immutable;
using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>Who may send and for whom, as of one version of the enrolment. Never changes; a later version is another book.</summary>
public sealed class EnrolmentBook(
    long version, FrozenDictionary<string, EnrolledKey> keys, FrozenDictionary<int, EnrolledEngine> engines)
{
    private readonly FrozenDictionary<int, ImmutableArray<EnrolledEngine>> bySite = engines.Values
        .GroupBy(engine => engine.SiteId)
        .ToFrozenDictionary(site => site.Key, site => site.OrderByDescending(engine => engine.Match.Conditions).ToImmutableArray());

    /// <summary>Counts changes of the enrolment.</summary>
    public long Version => version;

    /// <summary>Engines that have not been retired, by their rows.</summary>
    public FrozenDictionary<int, EnrolledEngine> Engines => engines;

    /// <summary>The key of that name, not revoked; it may have expired.</summary>
    public EnrolledKey? Key(string name) => keys.GetValueOrDefault(name);

    /// <summary>
    /// Whose series it is. A key of one engine answers for everything sent under it; a key of a site sends for the engine whose match holds, the
    /// more particular one first. Null where that is nobody, or two engines equally.
    /// </summary>
    public EnrolledEngine? OwnerOf(SenderKey sender, IReadOnlyList<Label> labels)
    {
        if (sender.EngineId is { } own) return engines.GetValueOrDefault(own);
        if (!bySite.TryGetValue(sender.SiteId, out var candidates)) return null;
        EnrolledEngine? found = null;
        foreach (var engine in candidates)
        {
            if (found is not null && engine.Match.Conditions < found.Match.Conditions) break;
            if (!engine.Match.Holds(labels)) continue;
            if (found is not null) return null;
            found = engine;
        }

        return found;
    }
}
