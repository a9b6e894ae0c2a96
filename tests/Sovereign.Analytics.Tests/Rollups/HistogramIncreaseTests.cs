using CsCheck;
using Sovereign.Analytics.Rollups;
using Xunit;

namespace Sovereign.Analytics.Tests.Rollups;

public sealed class HistogramIncreaseTests
{
    private static readonly HistogramBounds TimeToFirstToken = new(
        0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560);
    private static readonly HistogramBounds EndToEnd = new(
        0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680);
    private static readonly HistogramBounds InterToken = new(
        0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80);

    /// <summary>What the series of a vLLM engine rose by between two scrapes, and Prometheus' histogram_quantile of it.</summary>
    public static TheoryData<HistogramBounds, double[], double, double> Truths { get; } = Cases();

    [Theory]
    [MemberData(nameof(Truths))]
    public void Percentiles_are_those_of_Prometheus(HistogramBounds bounds, double[] upToBound, double share, double expected)
    {
        var quantile = HistogramIncrease.FromCumulative(bounds, upToBound).Quantile(share);

        Assert.NotNull(quantile);
        Assert.Equal(expected, quantile.Value.Value, 1e-14);
        Assert.False(quantile.Value.IsLowerLimit);
    }

    /// <summary>Prometheus' own test data (promql/testdata/histograms.test, testhistogram2): the middle of each bucket.</summary>
    [Theory]
    [InlineData(1 / 6.0, 1)]
    [InlineData(0.5, 3)]
    [InlineData(5 / 6.0, 5)]
    public void The_middle_of_a_bucket_is_its_middle(double share, double expected)
    {
        var quantile = HistogramIncrease.FromCumulative(new(0, 2, 4, 6), [0, 1, 2, 3, 3]).Quantile(share);

        Assert.Equal(expected, quantile!.Value.Value, 1e-14);
    }

    [Fact]
    public void The_first_bucket_begins_at_zero() =>
        Assert.Equal(new LatencyQuantile(0.05, false), new HistogramIncrease(new(0.1, 1), [4, 0, 0]).Quantile(0.5));

    [Fact]
    public void A_first_bucket_whose_bound_is_not_positive_gives_its_bound() =>
        Assert.Equal(new LatencyQuantile(-0.2, false), new HistogramIncrease(new(-0.2, 1), [4, 0, 0]).Quantile(0.5));

    [Fact]
    public void Beyond_the_last_bound_only_a_lower_limit_is_known() =>
        Assert.Equal(new LatencyQuantile(1, true), new HistogramIncrease(new(0.1, 1), [1, 1, 8]).Quantile(0.95));

    [Fact]
    public void Without_observations_or_bounds_there_is_no_percentile()
    {
        Assert.Null(new HistogramIncrease(new(0.1, 1), [0, 0, 0]).Quantile(0.5));
        Assert.Null(new HistogramIncrease(new(), [7]).Quantile(0.5));
    }

    [Fact]
    public void The_least_of_all_is_the_lower_end_of_the_first_bucket_that_holds_any() =>
        Assert.Equal(new LatencyQuantile(0.1, false), new HistogramIncrease(new(0.1, 1), [0, 3, 0]).Quantile(0));

    /// <summary>The series were read while the engine counted: that of le="1" is one behind. Prometheus lifts it.</summary>
    [Fact]
    public void A_series_behind_one_of_a_lower_bound_is_lifted_and_counted()
    {
        var increase = HistogramIncrease.FromCumulative(new(0.1, 1, 10), [5, 4, 10, 10]);

        Assert.Equal([5, 0, 5, 0], increase.Counts);
        Assert.Equal((1, 10), (increase.Corrected, increase.Observations));
    }

    [Fact]
    public void Different_bounds_merge_only_at_those_in_common()
    {
        var one = new HistogramIncrease(new(0.1, 0.5, 1, 5), [1, 2, 3, 4, 5]);
        var other = new HistogramIncrease(new(0.2, 0.5, 5, 10), [10, 20, 30, 40, 50]);

        Assert.Throws<ArgumentException>(() => one.Merge(other));
        var merged = one.MergeAtCommonBounds(other);

        Assert.Equal(new HistogramBounds(0.5, 5), merged.Bounds);
        Assert.Equal([1 + 2 + 10 + 20, 3 + 4 + 30, 5 + 40 + 50], merged.Counts);
    }

    [Fact]
    public void Without_a_common_bound_the_number_of_observations_remains()
    {
        var merged = new HistogramIncrease(new(1), [2, 3]).MergeAtCommonBounds(new(new(2), [4, 5]));

        Assert.Equal([14], merged.Counts);
        Assert.Null(merged.Quantile(0.5));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.PositiveInfinity)]
    public void Bounds_that_do_not_ascend_are_refused(double first, double second) =>
        Assert.Throws<ArgumentException>(() => new HistogramBounds(first, second));

    [Fact]
    public void Counts_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new HistogramIncrease(new(1, 2), [1, 2]));
        Assert.Throws<ArgumentException>(() => new HistogramIncrease(new(1), [1, -1]));
    }

    [Fact]
    public void Percentiles_are_in_order() => Histograms(new(0.1, 0.5, 1, 5)).Sample(increase =>
    {
        var quantiles = Enumerable.Range(0, 101).Select(percent => increase.Quantile(percent / 100.0)?.Value).ToArray();
        Assert.Equal(quantiles.Order(), quantiles);
    });

    [Fact]
    public void Merging_knows_neither_order_nor_brackets() =>
        Gen.Select(Histograms(new(0.1, 0.5, 1, 5)), Histograms(new(0.2, 0.5, 5)), Histograms(new(0.1, 0.5, 2, 5, 9))).Sample((a, b, c) =>
        {
            var left = a.MergeAtCommonBounds(b).MergeAtCommonBounds(c);
            var right = c.MergeAtCommonBounds(b.MergeAtCommonBounds(a));
            Assert.Equal(left.Bounds, right.Bounds);
            Assert.Equal(left.Counts, right.Counts);
            Assert.Equal(a.Observations + b.Observations + c.Observations, left.Observations);
        });

    [Fact]
    public void A_percentile_of_the_merged_lies_between_those_of_the_parts() =>
        Gen.Select(Histograms(new(0.1, 0.5, 1, 5)), Histograms(new(0.1, 0.5, 1, 5)), Gen.Double[0, 1]).Sample((a, b, share) =>
        {
            if (a.Quantile(share) is not { } one || b.Quantile(share) is not { } other)
                return;
            var merged = a.Merge(b).Quantile(share)!.Value.Value;
            Assert.InRange(merged, Math.Min(one.Value, other.Value) - 1e-9, Math.Max(one.Value, other.Value) + 1e-9);
        });

    private static Gen<HistogramIncrease> Histograms(HistogramBounds bounds) =>
        Gen.Int[0, 20].Array[bounds.Buckets].Select(counts => new HistogramIncrease(bounds, [.. counts.Select(count => (double)count)]));

    private static TheoryData<HistogramBounds, double[], double, double> Cases()
    {
        double[] timeToFirstToken = UpTo(TimeToFirstToken, 0, 0, 0, 0, 5, 9, 15, 25, 29, 30);
        double[] endToEnd = UpTo(EndToEnd, 0, 0, 0, 1, 4, 9, 15, 24, 28, 29, 29, 30);
        double[] interToken = UpTo(InterToken, 76, 798, 899, 900);
        return new()
        {
            { TimeToFirstToken, timeToFirstToken, 0.5, 0.08 },
            { TimeToFirstToken, timeToFirstToken, 0.9, 0.175 },
            { TimeToFirstToken, timeToFirstToken, 0.95, 0.23125 },
            { TimeToFirstToken, timeToFirstToken, 0.99, 0.4249999999999998 },
            { EndToEnd, endToEnd, 0.5, 2.5 },
            { EndToEnd, endToEnd, 0.9, 8.75 },
            { EndToEnd, endToEnd, 0.95, 12.5 },
            { EndToEnd, endToEnd, 0.99, 26.999999999999993 },
            { InterToken, interToken, 0.5, 0.017770083102493076 },
            { InterToken, interToken, 0.9, 0.02797029702970297 },
            { InterToken, interToken, 0.95, 0.03910891089108911 },
            { InterToken, interToken, 0.99, 0.04801980198019802 },
        };
    }

    /// <summary>The last count holds for all higher bounds.</summary>
    private static double[] UpTo(HistogramBounds bounds, params double[] counts) =>
        [.. counts, .. Enumerable.Repeat(counts[^1], bounds.Buckets - counts.Length)];
}
