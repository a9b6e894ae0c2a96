using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>
/// What one engine's pages held: passes a page on and remembers its series, so that the next page, or its failure, can say which of them have ended. That is
/// what a scraping Prometheus writes: a stale marker for each series that is gone, and <c>up</c>.
/// </summary>
internal sealed class ScrapedSeries : ISampleSink
{
    private static readonly SeriesName up = new("up", [], DeclaredType.Gauge, Temporality.Cumulative);

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<(byte[] Identity, SeriesName Name)> names = [];
    private HashSet<int> before = [];
    private HashSet<int> now = [];
    private ISampleSink sink = null!;

    /// <summary>Series it remembers.</summary>
    public int Count => names.Count;

    /// <summary>Passes on what is put in from now on.</summary>
    public void Begin(ISampleSink into)
    {
        sink = into;
        now = [];
    }

    /// <summary>Ends a page, or what should have been one: series that were there before and are not now have ended.</summary>
    /// <param name="isUp">Whether the page could be had and read.</param>
    public void End(bool isUp)
    {
        if (!isUp) now = [];
        foreach (var gone in before.Except(now)) sink.Sample(SlotOf(gone), 0, StaleMarker.Value);
        before = now;
        var identity = "up"u8;
        var slot = sink.Find(identity);
        sink.Sample(slot >= 0 ? slot : sink.Add(identity, up), 0, isUp ? 1 : 0);
    }

    public int Find(ReadOnlySpan<byte> identity) => numbers.GetValueOrDefault(Convert.ToHexString(identity), -1);

    public int Add(ReadOnlySpan<byte> identity, SeriesName name)
    {
        names.Add((identity.ToArray(), name));
        numbers.Add(Convert.ToHexString(identity), names.Count - 1);
        return names.Count - 1;
    }

    public void Sample(int slot, long at, double value, long startedAt = 0)
    {
        // A series with times of its own says itself when it ends.
        if (at == 0) now.Add(slot);
        sink.Sample(SlotOf(slot), at, value, startedAt);
    }

    public void Reject(RejectReason reason, int points, string example) => sink.Reject(reason, points, example);

    // The names that the sink knows may have been forgotten since the last page.
    private int SlotOf(int number)
    {
        var (identity, name) = names[number];
        var slot = sink.Find(identity);
        return slot >= 0 ? slot : sink.Add(identity, name);
    }
}
