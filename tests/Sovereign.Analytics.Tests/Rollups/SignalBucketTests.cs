using CsCheck;
using Sovereign.Analytics.Rollups;
using Xunit;

namespace Sovereign.Analytics.Tests.Rollups;

public sealed class SignalBucketTests
{
    [Fact]
    public void Energies_of_accelerators_add_up_and_their_seconds_do_not()
    {
        // The two accelerators of samples/dcgm between two scrapes 15 s apart; the second missed a scrape.
        var signal = SignalBucket.Of([Bucket(increase: 4728.847, seconds: 15), Bucket(increase: 4499.28, seconds: 10)], Reduction.Sum);

        Assert.Equal(9228.127, signal.Increase, 1e-9);
        Assert.Equal((2, 15, 10), (signal.Series, signal.SecondsCovered, signal.LeastSecondsCovered));
    }

    [Fact]
    public void Utilisation_of_accelerators_is_their_mean()
    {
        var signal = SignalBucket.Of([Levels(0.9, 0.8), Levels(0.5, 0.6, 0.7)], Reduction.Mean);

        Assert.Equal((0.85 + 0.6) / 2, signal.Mean, 1e-15);
        Assert.Equal((0.8 + 0.7) / 2, signal.Latest, 1e-15);
        Assert.Equal(5, signal.Samples);
    }

    [Fact]
    public void Ranks_that_say_the_same_count_once()
    {
        var signal = SignalBucket.Of([Bucket(increase: 70), Bucket(increase: 71)], Reduction.Max);

        Assert.Equal(71, signal.Increase);
    }

    [Fact]
    public void The_weakest_part_decides_where_the_least_counts() =>
        Assert.Equal(0, SignalBucket.Of([Levels(1, 1), Levels(0, 0)], Reduction.Min).Mean);

    [Fact]
    public void Buckets_of_different_minutes_make_no_signal()
    {
        Assert.Throws<ArgumentException>(() => SignalBucket.Of([Levels(1), Levels(1) with { Start = BucketLength.Minute }], Reduction.Sum));
        Assert.Throws<ArgumentException>(() => SignalBucket.Of([], Reduction.Sum));
    }

    [Fact]
    public void The_order_of_the_series_changes_no_bit() =>
        Gen.Select(Gen.Double[0, 1e6].Array[2, 8], Gen.Enum<Reduction>()).Sample((increases, reduction) =>
        {
            var series = increases.Select(increase => Bucket(increase: increase)).ToArray();
            Assert.Equal(SignalBucket.Of(series, reduction), SignalBucket.Of([.. series.Reverse()], reduction));
        });

    private static SeriesBucket Bucket(double increase, double seconds = 60) =>
        new() { Start = 0, Samples = 1, Increase = increase, Sum = increase, SecondsCovered = seconds };

    private static SeriesBucket Levels(params double[] values) => new()
    {
        Start = 0,
        Samples = values.Length,
        Sum = values.Sum(),
        Lowest = values.Min(),
        Highest = values.Max(),
        Latest = values[^1],
    };
}
