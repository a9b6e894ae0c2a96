namespace Sovereign.Analytics.Rollups;

/// <summary>
/// Walks the readings of one series in order of time and says what each bucket of time brought. This is the reference for every roll-up: what is stored is
/// what this gives.
/// <para>
/// <b>Only what lies within <see cref="RollupOptions.LongestGap"/> before a reading, and the one reading before that, decides what the reading adds.</b>
/// So a span can be computed again from its own readings and that much before it, whenever late readings arrive, and gives the same as the whole series would.
/// </para>
/// <para>
/// <b>Counters.</b> A reading adds its difference to the one before. A value below the one before, or a start later than the one before, is a reset: the
/// counter began again at zero, and the new value is what it has counted since (as Prometheus' <c>increase</c> has it, <c>promql/functions.go</c>, and for
/// the start time the OpenTelemetry metrics data model, "Resets and gaps"). What was counted between the last reading and the reset is lost and not guessed.
/// A counter of energy that wraps (RAPL does: the Linux powercap interface, <c>max_energy_range_uj</c>) looks like a reset; at most one interval's energy is
/// lost, and the reset shows it. A fall of less than <see cref="RoundingShare"/> of the value is no reset but rounding by whoever
/// printed or added it (llama.cpp prints six digits): it adds nothing, and neither does the way back up.
/// </para>
/// <para>
/// <b>The first reading</b> of a counter adds nothing, for it may have counted for years; unless its start lies within the longest gap before it: then all it
/// counts happened since. A start equal to the reading's own time means "unknown" (OpenTelemetry data model, "Cumulative streams: handling unknown start time").
/// </para>
/// <para>
/// <b>The stale marker</b> says that the sender lost sight of the series, not that the counter went back to zero. Over it a gauge is not integrated. A counter
/// is carried on: its next reading within the longest gap adds its difference where it is higher and is a reset where it is lower, which is what Prometheus
/// computes, whose <c>increase</c> never sees the marker. A sender that restarts writes the marker and begins at zero: a reset; one whose scrape failed
/// once writes the marker and goes on: no token is lost. A hole that begins with the marker is announced and no gap.
/// </para>
/// <para>
/// <b>Deltas</b> count where their interval ends, whatever its length; the seconds of intervals longer than the longest gap do not. One that begins before
/// the end of the delta before it would count something twice and is not counted, also where that one was not counted itself. Without a start, a delta
/// covers the time since the one before.
/// </para>
/// <para>NaN and infinities are no readings; neither are negative counters and deltas, which do not exist.</para>
/// </summary>
public static class SeriesWalk
{
    /// <summary>The share of a counter's value by which it may fall without having been reset. Six printed digits differ by up to 10⁻⁵ of the value.</summary>
    public const double RoundingShare = 1e-5;

    /// <summary>The buckets of [<paramref name="from"/>, <paramref name="to"/>) in which something was read, in order of time.</summary>
    /// <param name="readings">
    /// In order of time; of several with one time the first counts. They may begin before <paramref name="from"/> and should: with everything of the
    /// <see cref="RollupOptions.LongestGap"/> before it, and one reading more, without which a gap just before <paramref name="from"/> is not counted as one.
    /// </param>
    /// <param name="kind">What the numbers are.</param>
    /// <param name="from">The start of the first bucket: milliseconds since 1970-01-01 UTC.</param>
    /// <param name="to">The end of the last, exclusive.</param>
    /// <param name="options">What is bridged.</param>
    /// <param name="length">The length of a bucket in milliseconds.</param>
    /// <exception cref="ArgumentException">The readings are not in order of time, or an end of the span is no start of a bucket.</exception>
    public static IReadOnlyList<SeriesBucket> Buckets(
        ReadOnlySpan<Reading> readings, SeriesKind kind, long from, long to, RollupOptions options, long length = BucketLength.Minute)
    {
        BucketLength.Require(from, length, nameof(from));
        BucketLength.Require(to, length, nameof(to));
        var longestGap = options.LongestGapMilliseconds;
        var steps = Steps(readings, kind);
        var buckets = new List<SeriesBucket>();
        for (var i = 0; i < steps.Count; i++)
        {
            var reading = steps[i].Reading;
            if (reading.At < from || reading.At >= to)
                continue;
            var start = BucketLength.StartOf(reading.At, length);
            if (buckets.Count == 0 || buckets[^1].Start != start)
                buckets.Add(SeriesBucket.Empty(start));
            var share = kind switch
            {
                SeriesKind.Counter => OfCounter(steps, i, longestGap),
                SeriesKind.Delta => OfDelta(steps, i, longestGap),
                SeriesKind.Gauge => OfGauge(steps, i, longestGap),
                _ => throw new ArgumentOutOfRangeException(nameof(kind)),
            };
            buckets[^1] = buckets[^1].With(reading, share);
        }
        return buckets;
    }

    /// <summary>A usable reading, whether the series was said to end just before it, and when a value last lay below the one before it.</summary>
    private readonly record struct Step(Reading Reading, bool IsAfterEnd, long? FellAt);

    private static List<Step> Steps(ReadOnlySpan<Reading> readings, SeriesKind kind)
    {
        var steps = new List<Step>(readings.Length);
        var hasEnded = false;
        for (var i = 0; i < readings.Length; i++)
        {
            var reading = readings[i];
            if (i > 0 && reading.At <= readings[i - 1].At)
            {
                if (reading.At < readings[i - 1].At)
                    throw new ArgumentException($"The reading of {reading.At} follows that of {readings[i - 1].At}.", nameof(readings));
                continue;
            }
            if (StaleMarker.Is(reading.Value))
                hasEnded = true;
            if (!double.IsFinite(reading.Value) || (reading.Value < 0 && kind != SeriesKind.Gauge))
                continue;
            // A start after the reading is a broken clock's, and says nothing.
            if (reading.StartedAt < 0 || reading.StartedAt > reading.At)
                reading = reading with { StartedAt = 0 };
            var hasFallen = steps.Count > 0 && reading.Value < steps[^1].Reading.Value;
            steps.Add(new(reading, hasEnded, hasFallen ? reading.At : steps.Count > 0 ? steps[^1].FellAt : null));
            hasEnded = false;
        }
        return steps;
    }

    private static IntervalShare OfCounter(List<Step> steps, int index, long longestGap)
    {
        var reading = steps[index].Reading;
        if (index == 0 || reading.At - steps[index - 1].Reading.At > longestGap)
        {
            var gaps = index == 0 || steps[index].IsAfterEnd ? 0 : 1;
            var age = reading.At - reading.StartedAt;
            return reading.StartedAt > 0 && age > 0 && age <= longestGap
                ? new(Increase: reading.Value, Seconds: Seconds(age), Gaps: gaps)
                : new(Gaps: gaps);
        }
        var before = steps[index - 1].Reading;
        var seconds = Seconds(reading.At - before.At);
        if (IsReset(before, reading))
            return new(Increase: HasUnknownStart(reading) ? 0 : reading.Value, Seconds: seconds, Resets: 1);
        return new(Increase: Math.Max(0, reading.Value - Mark(steps, index, longestGap)), Seconds: seconds);
    }

    private static IntervalShare OfDelta(List<Step> steps, int index, long longestGap)
    {
        var reading = steps[index].Reading;
        var before = index == 0 ? (Reading?)null : steps[index - 1].Reading;
        if (reading.StartedAt > 0 && before is { } earlier && reading.StartedAt < earlier.At)
            return new(Overlaps: 1);
        var lastKnown = before is { } previous && !steps[index].IsAfterEnd ? previous.At : (long?)null;
        var start = reading.StartedAt > 0 ? reading.StartedAt : lastKnown;
        var isCovered = start is { } begun && reading.At - begun <= longestGap;
        var isHole = (start is not null && !isCovered) || (lastKnown is { } ended && start - ended > longestGap);
        return new(Increase: reading.Value, Seconds: isCovered ? Seconds(reading.At - start!.Value) : 0, Gaps: isHole ? 1 : 0);
    }

    private static IntervalShare OfGauge(List<Step> steps, int index, long longestGap)
    {
        if (index == 0 || steps[index].IsAfterEnd)
            return default;
        var (before, reading) = (steps[index - 1].Reading, steps[index].Reading);
        if (reading.At - before.At > longestGap)
            return new(Gaps: 1);
        var seconds = Seconds(reading.At - before.At);
        return new(Integral: (before.Value + reading.Value) / 2 * seconds, Seconds: seconds);
    }

    private static bool IsReset(Reading before, Reading reading) =>
        reading.StartedAt > before.At || before.Value - reading.Value > RoundingShare * before.Value;

    private static bool HasUnknownStart(Reading reading) => reading.StartedAt == reading.At;

    /// <summary>
    /// The value from which a counter's rise is counted: the one before, or a higher one from which it fell by rounding within the longest gap.
    /// It looks no further back, so that the answer stays the same however much of the past is at hand.
    /// </summary>
    private static double Mark(List<Step> steps, int index, long longestGap)
    {
        var at = steps[index].Reading.At;
        var mark = steps[index - 1].Reading.Value;
        if (steps[index].FellAt is not { } fellAt || at - fellAt > longestGap)
            return mark;
        for (var i = index - 2; i >= 0 && at - steps[i].Reading.At <= longestGap && !IsReset(steps[i].Reading, steps[i + 1].Reading); i--)
            mark = Math.Max(mark, steps[i].Reading.Value);
        return mark;
    }

    private static double Seconds(long milliseconds) => milliseconds / 1000.0;
}
