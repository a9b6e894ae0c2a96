namespace Sovereign.Analytics.Rollups;

/// <summary>
/// What one series did in one bucket of time. An interval between two readings belongs wholly to the bucket in which it ends, so that every interval is
/// counted once and buckets add up: an hour is its minutes, a day its hours.
/// </summary>
public readonly record struct SeriesBucket
{
    /// <summary>The bucket's start: milliseconds since 1970-01-01 UTC.</summary>
    public required long Start { get; init; }

    /// <summary>How many numbers were read in the bucket; at least 1.</summary>
    public required int Samples { get; init; }

    /// <summary>How much a counter rose, or deltas brought, in the signal's unit; never negative; 0 for gauges.</summary>
    public double Increase { get; init; }

    /// <summary>A gauge's value times seconds, by the trapezoid rule: watts become joules; 0 for counters and deltas.</summary>
    public double Integral { get; init; }

    /// <summary>The sum of the numbers read: with <see cref="Samples"/> it gives their mean.</summary>
    public double Sum { get; init; }

    public double Lowest { get; init; }

    public double Highest { get; init; }

    /// <summary>The last number read.</summary>
    public double Latest { get; init; }

    /// <summary>When it was read: milliseconds since 1970-01-01 UTC.</summary>
    public long LatestAt { get; init; }

    /// <summary>
    /// Seconds of the bridged intervals that end in the bucket. It can exceed the bucket's own length by part of one interval, which then began before it.
    /// </summary>
    public double SecondsCovered { get; init; }

    /// <summary>How often the counter started again.</summary>
    public int Resets { get; init; }

    /// <summary>How many holes longer than <see cref="RollupOptions.LongestGap"/> end in the bucket, where the series had not been said to end.</summary>
    public int Gaps { get; init; }

    /// <summary>How many deltas were not counted because their interval overlaps that of the one before.</summary>
    public int Overlaps { get; init; }

    /// <summary>The mean of the numbers read.</summary>
    public double Mean => Sum / Samples;

    /// <summary>Joins buckets of one series, in order of time, into longer ones: minutes into hours, hours into days.</summary>
    /// <param name="buckets">Each start once, ascending; each wholly inside one bucket of the new length.</param>
    /// <param name="length">The new length in milliseconds, as in <see cref="BucketLength"/>.</param>
    /// <exception cref="ArgumentException">The buckets are not in order.</exception>
    public static IReadOnlyList<SeriesBucket> Combine(IReadOnlyList<SeriesBucket> buckets, long length)
    {
        var combined = new List<SeriesBucket>();
        for (var i = 0; i < buckets.Count; i++)
        {
            if (i > 0 && buckets[i].Start <= buckets[i - 1].Start)
                throw new ArgumentException($"The bucket of {buckets[i].Start} follows that of {buckets[i - 1].Start}.", nameof(buckets));
            var start = BucketLength.StartOf(buckets[i].Start, length);
            if (combined.Count > 0 && combined[^1].Start == start)
                combined[^1] = combined[^1].With(buckets[i]);
            else
                combined.Add(buckets[i] with { Start = start });
        }
        return combined;
    }

    /// <summary>This bucket and a later one; the start stays.</summary>
    private SeriesBucket With(SeriesBucket later) => new()
    {
        Start = Start,
        Samples = Samples + later.Samples,
        Increase = Increase + later.Increase,
        Integral = Integral + later.Integral,
        Sum = Sum + later.Sum,
        Lowest = Math.Min(Lowest, later.Lowest),
        Highest = Math.Max(Highest, later.Highest),
        Latest = later.Latest,
        LatestAt = later.LatestAt,
        SecondsCovered = SecondsCovered + later.SecondsCovered,
        Resets = Resets + later.Resets,
        Gaps = Gaps + later.Gaps,
        Overlaps = Overlaps + later.Overlaps,
    };

    /// <summary>The bucket with one more number, later than all it has, and what the interval that ends there brought.</summary>
    internal SeriesBucket With(Reading reading, IntervalShare share) => With(new SeriesBucket
    {
        Start = Start,
        Samples = 1,
        Increase = share.Increase,
        Integral = share.Integral,
        Sum = reading.Value,
        Lowest = reading.Value,
        Highest = reading.Value,
        Latest = reading.Value,
        LatestAt = reading.At,
        SecondsCovered = share.Seconds,
        Resets = share.Resets,
        Gaps = share.Gaps,
        Overlaps = share.Overlaps,
    });

    /// <summary>A bucket with nothing in it yet.</summary>
    internal static SeriesBucket Empty(long start) =>
        new() { Start = start, Samples = 0, Lowest = double.PositiveInfinity, Highest = double.NegativeInfinity };
}
