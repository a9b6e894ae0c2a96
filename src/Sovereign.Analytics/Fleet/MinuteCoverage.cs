using Sovereign.Analytics.Rollups;

namespace Sovereign.Analytics.Fleet;

/// <summary>
/// How many seconds of each minute of a day are covered. A minute's covered seconds are those of the intervals that end in it; of an engine read every five
/// minutes one minute in five has 300 and the rest none. An interval lies before its end, so what a minute has beyond 60 belongs to the minutes before it.
/// </summary>
internal static class MinuteCoverage
{
    public const int Minutes = (int)(BucketLength.Day / BucketLength.Minute);

    /// <summary>The covered seconds of each minute of the day, at most 60.</summary>
    public static double[] Of(long day, IReadOnlyList<EngineMinute> minutes, Func<EngineMinute, double> seconds)
    {
        var covered = new double[Minutes];
        foreach (var minute in minutes)
            covered[(minute.Start - day) / BucketLength.Minute] = Math.Max(0, seconds(minute));
        var carried = 0.0;
        for (var i = Minutes - 1; i >= 0; i--)
        {
            var available = covered[i] + carried;
            covered[i] = Math.Min(60, available);
            carried = available - covered[i];
        }
        return covered;
    }

    /// <summary>The seconds of each minute of the day for which something is expected. Outages that overlap are one.</summary>
    public static double[] Expected(long day, IReadOnlyList<PlannedOutage> outages)
    {
        var expected = new double[Minutes];
        Array.Fill(expected, 60);
        var until = day;
        foreach (var outage in outages.OrderBy(outage => outage.From))
        {
            var (from, to) = (Math.Max(outage.From, until), Math.Min(outage.To, day + BucketLength.Day));
            until = Math.Max(until, to);
            for (var at = from; at < to;)
            {
                var index = (at - day) / BucketLength.Minute;
                var end = Math.Min(to, day + (index + 1) * BucketLength.Minute);
                expected[index] -= (end - at) / 1000.0;
                at = end;
            }
        }
        return expected;
    }
}
