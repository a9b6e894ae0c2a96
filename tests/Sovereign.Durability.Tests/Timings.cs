using System.Collections.Concurrent;

namespace Sovereign.Durability.Tests;

/// <summary>How long things take on this machine, so that a kill falls somewhere into them.</summary>
internal sealed class Timings
{
    private readonly ConcurrentDictionary<string, TimeSpan> known = new();

    /// <summary>Notes how long something took.</summary>
    public void Took(string what, TimeSpan elapsed) =>
        known.AddOrUpdate(what, elapsed, (_, before) => (before * 3 + elapsed) / 4);

    /// <summary>A moment within it, or shortly after.</summary>
    public TimeSpan MomentOf(string what, Random random) => known.GetValueOrDefault(what, TimeSpan.FromMilliseconds(50)) * (random.NextDouble() * 1.1);

    /// <summary>Runs something and notes its time.</summary>
    public async Task<T> MeasureAsync<T>(string what, Func<Task<T>> run)
    {
        var started = TimeProvider.System.GetTimestamp();
        var result = await run();
        Took(what, TimeProvider.System.GetElapsedTime(started));
        return result;
    }

    public override string ToString() => string.Join(", ", known.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value.TotalMilliseconds:0} ms"));
}
