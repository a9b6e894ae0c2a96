namespace Sovereign.Analytics.Rollups;

/// <summary>What holds for every series of one roll-up.</summary>
/// <param name="LongestGap">
/// The longest time between two readings that is bridged. What lies further apart is a hole: nobody saw what happened in it, so that neither its increase
/// nor its seconds count. Five minutes is also how far back Prometheus looks for a sample (<c>--query.lookback-delta</c>).
/// </param>
public sealed record RollupOptions(TimeSpan LongestGap)
{
    public static RollupOptions Default { get; } = new(TimeSpan.FromMinutes(5));

    internal long LongestGapMilliseconds => LongestGap > TimeSpan.Zero
        ? LongestGap.Ticks / TimeSpan.TicksPerMillisecond
        : throw new ArgumentException($"A longest gap of {LongestGap} bridges nothing.", nameof(LongestGap));
}
