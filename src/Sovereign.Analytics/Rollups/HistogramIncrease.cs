namespace Sovereign.Analytics.Rollups;

/// <summary>
/// How many observations fell into each bucket of a histogram during some time. Histograms are kept, not percentiles: those of two engines or minutes cannot be
/// averaged, while the counts of equal bounds add up and give the percentile of all.
/// </summary>
public sealed class HistogramIncrease
{
    private readonly double[] _counts;

    /// <param name="bounds">The upper bounds.</param>
    /// <param name="counts">The observations of each bucket for itself, the last without bound included; not negative.</param>
    /// <param name="corrected">See <see cref="Corrected"/>.</param>
    /// <exception cref="ArgumentException">There is not one count for each bucket, or one is negative or not finite.</exception>
    public HistogramIncrease(HistogramBounds bounds, ReadOnlySpan<double> counts, int corrected = 0)
    {
        if (counts.Length != bounds.Buckets)
            throw new ArgumentException($"{counts.Length} counts for {bounds.Buckets} buckets.", nameof(counts));
        foreach (var count in counts)
        {
            if (!double.IsFinite(count) || count < 0)
                throw new ArgumentException("Counts are finite and not negative.", nameof(counts));
        }
        (Bounds, _counts, Corrected) = (bounds, counts.ToArray(), corrected);
        Counts = Array.AsReadOnly(_counts);
    }

    public HistogramBounds Bounds { get; }

    /// <summary>The observations of each bucket for itself, the last without bound included.</summary>
    public IReadOnlyList<double> Counts { get; }

    /// <summary>How many buckets' series had risen less than that of a lower bound, which only readings of different moments can do.</summary>
    public int Corrected { get; }

    /// <summary>All observations.</summary>
    public double Observations => _counts.Sum();

    /// <summary>
    /// From series that each count all observations up to a bound (<c>le</c>), as Prometheus exposes them. A series that rose less than one of a lower
    /// bound is lifted to it and counted in <see cref="Corrected"/>, as Prometheus does (<c>promql/quantile.go</c>, ensureMonotonic).
    /// </summary>
    /// <param name="bounds">The bounds.</param>
    /// <param name="upToBound">The increase of each series in the order of the bounds, that of +Inf last.</param>
    public static HistogramIncrease FromCumulative(HistogramBounds bounds, ReadOnlySpan<double> upToBound)
    {
        var counts = new double[upToBound.Length];
        var (reached, corrected) = (0.0, 0);
        for (var i = 0; i < upToBound.Length; i++)
        {
            if (upToBound[i] < reached)
                corrected++;
            var next = Math.Max(reached, upToBound[i]);
            counts[i] = next - reached;
            reached = next;
        }
        return new(bounds, counts, corrected);
    }

    /// <summary>The observations of both.</summary>
    /// <exception cref="ArgumentException">The bounds differ: see <see cref="MergeAtCommonBounds"/>.</exception>
    public HistogramIncrease Merge(HistogramIncrease other)
    {
        if (!Bounds.Equals(other.Bounds))
            throw new ArgumentException("Histograms of different bounds have only their common bounds to be merged at.", nameof(other));
        return new(Bounds, [.. _counts.Zip(other._counts, (own, theirs) => own + theirs)], Corrected + other.Corrected);
    }

    /// <summary>
    /// The observations of both, at the bounds that both have: coarser, but exact, for up to such a bound each histogram knows its count. Without a common
    /// bound only the number of observations remains.
    /// </summary>
    public HistogramIncrease MergeAtCommonBounds(HistogramIncrease other)
    {
        var common = Bounds.Common(other.Bounds);
        return At(common).Merge(other.At(common));
    }

    /// <summary>
    /// The value below which a share of the observations lies, as Prometheus' <c>histogram_quantile</c> gives it (<c>promql/quantile.go</c>, bucketQuantile):
    /// linear inside the bucket, the first bucket beginning at 0 (one whose bound is not positive gives its bound), and in the bucket without bound its lower
    /// end, marked as a lower limit. Where Prometheus gives NaN this gives null, with one exception: of the share 0 the lower end of the first bucket that is
    /// not empty.
    /// </summary>
    /// <param name="share">Between 0 and 1: 0.95 for the 95th percentile.</param>
    /// <returns>Null without observations or without a finite bound.</returns>
    public LatencyQuantile? Quantile(double share)
    {
        if (!(share >= 0 && share <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        var observations = Observations;
        if (observations == 0 || Bounds.Finite.Count == 0)
            return null;
        var rank = share * observations;
        var below = 0.0;
        for (var i = 0; i < Bounds.Finite.Count; i++)
        {
            var upTo = below + _counts[i];
            if (_counts[i] > 0 && upTo >= rank)
                return new(Inside(i, rank - below), IsLowerLimit: false);
            below = upTo;
        }
        return new(Bounds.Finite[^1], IsLowerLimit: true);
    }

    private double Inside(int bucket, double rank)
    {
        var end = Bounds.Finite[bucket];
        if (bucket == 0 && end <= 0)
            return end;
        var start = bucket == 0 ? 0 : Bounds.Finite[bucket - 1];
        return start + (end - start) * (rank / _counts[bucket]);
    }

    /// <summary>The same observations at some of the bounds.</summary>
    private HistogramIncrease At(HistogramBounds coarser)
    {
        var counts = new double[coarser.Buckets];
        var target = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            counts[target] += _counts[i];
            if (i < Bounds.Finite.Count && coarser.IndexOf(Bounds.Finite[i]) == target)
                target++;
        }
        return new(coarser, counts, Corrected);
    }
}
