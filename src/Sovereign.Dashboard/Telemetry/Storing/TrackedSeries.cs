namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>
/// A series of an engine and where it stands. Only the one loop of <see cref="StoreSamples"/> reads and writes what changes here, so nothing is locked.
/// </summary>
public sealed class TrackedSeries(SeriesKey key)
{
    public SeriesKey Key { get; } = key;

    /// <summary>Whether several names of one sender lead here, so that one request may hold several samples of it for one time.</summary>
    public bool HasSeveralNames { get; set; }

    /// <summary>Row in <c>telemetry.series</c>; 0 until it is stored.</summary>
    public int Id { get; set; }

    /// <summary>Newest sample that was accepted, milliseconds since 1970; −1 while this process has seen none.</summary>
    public long LastAt { get; set; } = -1;

    /// <summary>Its value, bit by bit.</summary>
    public ulong LastBits { get; set; }

    /// <summary>Which scraper it came from, see <see cref="Slot.Writer"/>.</summary>
    public ulong Writer { get; set; }

    /// <summary>Whether the series ended with a stale marker: then another scraper may go on at once.</summary>
    public bool HasEnded { get; set; }
}
