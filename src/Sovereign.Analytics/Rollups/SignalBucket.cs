namespace Sovereign.Analytics.Rollups;

/// <summary>
/// What one signal of one engine did in one bucket of time, joined from its series. The order in which they are given changes not a single bit.
/// </summary>
public sealed record SignalBucket
{
    /// <summary>The bucket's start: milliseconds since 1970-01-01 UTC.</summary>
    public required long Start { get; init; }

    /// <summary>How many series reported in the bucket.</summary>
    public required int Series { get; init; }

    /// <summary>All numbers read.</summary>
    public required int Samples { get; init; }

    /// <summary>The reduced increase, in the signal's unit.</summary>
    public required double Increase { get; init; }

    /// <summary>The reduced integral, in the signal's unit times seconds.</summary>
    public required double Integral { get; init; }

    /// <summary>The reduced mean of each series.</summary>
    public required double Mean { get; init; }

    /// <summary>The signal was never lower. Series are not read at one moment, so that of a sum or mean this is a limit, not a value it had.</summary>
    public required double Lowest { get; init; }

    /// <summary>The signal was never higher; a limit like <see cref="Lowest"/>.</summary>
    public required double Highest { get; init; }

    /// <summary>The reduced last number of each series.</summary>
    public required double Latest { get; init; }

    /// <summary>When the last of them was read: milliseconds since 1970-01-01 UTC.</summary>
    public required long LatestAt { get; init; }

    /// <summary>The seconds that the best covered series covers: eight accelerators seen for a minute are a minute, not eight.</summary>
    public required double SecondsCovered { get; init; }

    /// <summary>The seconds that the worst covered series covers: what a sum may claim to be complete for.</summary>
    public required double LeastSecondsCovered { get; init; }

    public required int Resets { get; init; }

    public required int Gaps { get; init; }

    public required int Overlaps { get; init; }

    /// <summary>The signal of one bucket of time.</summary>
    /// <param name="series">One bucket of each series that reported, all of one start.</param>
    /// <param name="reduction">The map's rule.</param>
    /// <exception cref="ArgumentException">There is none, or their starts differ.</exception>
    public static SignalBucket Of(IReadOnlyList<SeriesBucket> series, Reduction reduction)
    {
        if (series.Count == 0)
            throw new ArgumentException("A signal is joined from at least one bucket.", nameof(series));
        var (samples, latestAt, covered, leastCovered) = (0, long.MinValue, 0.0, double.PositiveInfinity);
        var (resets, gaps, overlaps) = (0, 0, 0);
        foreach (var bucket in series)
        {
            if (bucket.Start != series[0].Start)
                throw new ArgumentException("A signal is joined from buckets of one start.", nameof(series));
            samples += bucket.Samples;
            latestAt = Math.Max(latestAt, bucket.LatestAt);
            covered = Math.Max(covered, bucket.SecondsCovered);
            leastCovered = Math.Min(leastCovered, bucket.SecondsCovered);
            resets += bucket.Resets;
            gaps += bucket.Gaps;
            overlaps += bucket.Overlaps;
        }
        return new()
        {
            Start = series[0].Start,
            Series = series.Count,
            Samples = samples,
            Increase = Reduce(series, bucket => bucket.Increase, reduction),
            Integral = Reduce(series, bucket => bucket.Integral, reduction),
            Mean = Reduce(series, bucket => bucket.Mean, reduction),
            Lowest = Reduce(series, bucket => bucket.Lowest, reduction),
            Highest = Reduce(series, bucket => bucket.Highest, reduction),
            Latest = Reduce(series, bucket => bucket.Latest, reduction),
            LatestAt = latestAt,
            SecondsCovered = covered,
            LeastSecondsCovered = leastCovered,
            Resets = resets,
            Gaps = gaps,
            Overlaps = overlaps,
        };
    }

    /// <summary>This and another part of a signal that is counted in parts, such as by language: increases add up, a gauge has no parts.</summary>
    /// <param name="other">Of the same start.</param>
    public SignalBucket Plus(SignalBucket other) => this with
    {
        Series = Series + other.Series,
        Samples = Samples + other.Samples,
        Increase = Increase + other.Increase,
        LatestAt = Math.Max(LatestAt, other.LatestAt),
        SecondsCovered = Math.Max(SecondsCovered, other.SecondsCovered),
        LeastSecondsCovered = Math.Min(LeastSecondsCovered, other.LeastSecondsCovered),
        Resets = Resets + other.Resets,
        Gaps = Gaps + other.Gaps,
        Overlaps = Overlaps + other.Overlaps,
    };

    private static double Reduce(IReadOnlyList<SeriesBucket> series, Func<SeriesBucket, double> part, Reduction reduction)
    {
        if (series.Count == 1)
            return part(series[0]);
        var values = series.Select(part);
        return reduction switch
        {
            Reduction.Sum => SortedSum.Of(values),
            Reduction.Mean => SortedSum.Of(values) / series.Count,
            Reduction.Max => values.Max(),
            Reduction.Min => values.Min(),
            _ => throw new ArgumentOutOfRangeException(nameof(reduction)),
        };
    }
}
