using CsCheck;
using Sovereign.Analytics.Uncertainty;
using Xunit;

namespace Sovereign.Analytics.Tests.Uncertainty;

public sealed class RankIntervalTests
{
    private static readonly Gen<Estimate> AnyEstimate =
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 5], Gen.Int[0, 5]).Select((central, below, above) => new Estimate(central - below, central, central + above));

    [Fact]
    public void Values_that_are_told_apart_have_one_place_and_overlapping_ones_share_theirs()
    {
        Estimate[] values = [new(9, 10, 11), new(4, 5, 6), new(5.5, 6, 7), new(1, 1, 1)];
        Assert.Equal([new(1, 1, 4), new(2, 3, 4), new(2, 3, 4), new(4, 4, 4)], RankInterval.Of(values));
        Assert.Equal([new(4, 4, 4), new(2, 3, 4), new(2, 3, 4), new(1, 1, 4)], RankInterval.Of(values, lessIsBetter: true));
    }

    [Fact]
    public void Two_identical_values_have_identical_places() =>
        Assert.All(RankInterval.Of([Estimate.Exact(3), Estimate.Exact(3)]), rank => Assert.Equal(new RankInterval(1, 2, 2), rank));

    [Fact]
    public void It_is_what_counting_one_by_one_gives() => AnyEstimate.Array[0, 12].Sample(values =>
    {
        var counted = values.Select(value => new RankInterval(
            1 + values.Count(other => other.Low > value.High), values.Length - values.Count(other => other.High < value.Low), values.Length));
        Assert.Equal(counted, RankInterval.Of(values));
    });

    /// <summary>Whatever the true values are, as long as each lies in its interval, its place lies in the rank interval.</summary>
    [Fact]
    public void No_order_of_possible_truths_leaves_it() => Gen.Select(AnyEstimate.Array[1, 8], Gen.Double[0, 1].Array[8]).Sample((values, places) =>
    {
        double[] truths = [.. values.Select((value, i) => value.Low + (value.High - value.Low) * places[i])];
        var ranks = RankInterval.Of(values);
        for (var i = 0; i < values.Length; i++)
        {
            var best = 1 + truths.Count(other => other > truths[i]);
            Assert.InRange(best, ranks[i].Best, ranks[i].Worst);
        }
    });
}
