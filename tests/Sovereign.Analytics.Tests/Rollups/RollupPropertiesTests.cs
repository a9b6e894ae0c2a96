using CsCheck;
using Sovereign.Analytics.Rollups;
using Xunit;

namespace Sovereign.Analytics.Tests.Rollups;

/// <summary>What holds for every series, whatever it sends.</summary>
public sealed class RollupPropertiesTests
{
    private const long Day = 20_454 * BucketLength.Day;

    /// <summary>Whole numbers: every sum of them is exact, so that two ways to it must agree in every bit.</summary>
    private static readonly Gen<double> Whole = Gen.Int[0, 1_000_000].Select(value => (double)value);

    /// <summary>Rises, falls by rounding and falls that are resets, close together.</summary>
    private static readonly Gen<double> Jittering = Gen.Int[1_000_000, 1_000_012].Select(value => (double)value);

    private static readonly Gen<double> Odd = Gen.OneOf(
        Whole, Gen.Double[0, 1e6], Jittering, Jittering, Gen.Const(StaleMarker.Value), Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity),
        Gen.Const(-1.0));

    [Fact]
    public void Minutes_joined_to_hours_are_the_hours_of_the_readings() =>
        Gen.Select(Readings(Whole), Gen.Enum<SeriesKind>()).Sample((readings, kind) =>
        {
            var hours = SeriesBucket.Combine(Walk(readings, kind), BucketLength.Hour);
            var raw = Walk(readings, kind, length: BucketLength.Hour);

            AssertNear(raw, hours);
            if (kind != SeriesKind.Gauge)
                Assert.Equal(raw.Select(bucket => bucket.Increase), hours.Select(bucket => bucket.Increase));
        });

    [Fact]
    public void Hours_joined_to_a_day_are_the_day_of_the_readings() =>
        Gen.Select(Readings(Odd), Gen.Enum<SeriesKind>()).Sample((readings, kind) => AssertNear(
            Walk(readings, kind, length: BucketLength.Day),
            SeriesBucket.Combine(SeriesBucket.Combine(Walk(readings, kind), BucketLength.Hour), BucketLength.Day)));

    /// <summary>The store sorts by time and takes the first of each; so does every arrival in any order with any repeats give the same.</summary>
    [Fact]
    public void Order_of_arrival_and_repeats_change_nothing() =>
        Gen.Select(Readings(Odd), Gen.Enum<SeriesKind>(), Gen.Int[0, 1000]).Sample((readings, kind, seed) =>
        {
            var arrived = readings.Concat(readings.Where((_, i) => (i + seed) % 3 == 0)).OrderBy(reading => (reading.At * 7919 + seed) % 104_729);
            Reading[] stored = [.. arrived.OrderBy(reading => reading.At)];
            Assert.Equal(Walk(readings, kind), Walk(stored, kind));
        });

    /// <summary>A minute computed again from itself, the longest gap before it and one reading more is the minute of the whole series, in every bit.</summary>
    [Fact]
    public void A_minute_computed_again_from_its_past_alone_is_the_same() =>
        Gen.Select(Readings(Odd), Gen.Enum<SeriesKind>()).Sample((readings, kind) =>
        {
            foreach (var whole in Walk(readings, kind))
            {
                var since = whole.Start - (long)RollupOptions.Default.LongestGap.TotalMilliseconds;
                var before = readings.Where(reading => reading.At < since && IsNumber(reading, kind)).Select(reading => reading.At).LastOrDefault(since);
                Reading[] own = [.. readings.Where(reading => reading.At >= before && reading.At < whole.Start + BucketLength.Minute)];
                Assert.Equal(whole, Assert.Single(SeriesWalk.Buckets(own, kind, whole.Start, whole.Start + BucketLength.Minute, RollupOptions.Default)));
            }
        });

    /// <summary>Without the one reading more, all but the count of gaps is the same.</summary>
    [Fact]
    public void The_longest_gap_before_a_minute_suffices_for_all_but_gaps() =>
        Gen.Select(Readings(Odd), Gen.Enum<SeriesKind>()).Sample((readings, kind) =>
        {
            foreach (var whole in Walk(readings, kind))
            {
                // Deltas longer than the longest gap can overlap with what lies before it.
                if (kind == SeriesKind.Delta && whole.Gaps + whole.Overlaps > 0)
                    continue;
                var since = whole.Start - (long)RollupOptions.Default.LongestGap.TotalMilliseconds;
                Reading[] own = [.. readings.Where(reading => reading.At >= since && reading.At < whole.Start + BucketLength.Minute)];
                var bucket = Assert.Single(SeriesWalk.Buckets(own, kind, whole.Start, whole.Start + BucketLength.Minute, RollupOptions.Default));
                Assert.Equal(whole with { Gaps = 0 }, bucket with { Gaps = 0 });
            }
        });

    [Fact]
    public void No_increase_is_ever_negative_and_every_bucket_is_finite() =>
        Gen.Select(Readings(Odd), Gen.Enum<SeriesKind>()).Sample((readings, kind) => Assert.All(Walk(readings, kind), bucket =>
        {
            Assert.True(bucket.Increase >= 0 && bucket.SecondsCovered >= 0 && bucket.Samples > 0);
            Assert.True(double.IsFinite(bucket.Increase) && double.IsFinite(bucket.Integral) && double.IsFinite(bucket.Sum));
            Assert.InRange(bucket.Mean, bucket.Lowest - 1e-9, bucket.Highest + 1e-9);
        }));

    /// <summary>A counter that only rises, read at most five minutes apart, has risen by its last less its first value, however often it was read.</summary>
    [Fact]
    public void A_counter_rises_by_its_last_less_its_first_value() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[0, 1000]).Array[2, 100].Sample(steps =>
        {
            var (at, value) = (Day, 0.0);
            var readings = steps.Select(step => new Reading(at += step.Item1 * 1000, value += step.Item2)).ToArray();
            Assert.Equal(readings[^1].Value - readings[0].Value, Walk(readings, SeriesKind.Counter).Sum(bucket => bucket.Increase));
        });

    private static bool IsNumber(Reading reading, SeriesKind kind) =>
        double.IsFinite(reading.Value) && (reading.Value >= 0 || kind == SeriesKind.Gauge);

    /// <summary>Up to a hundred readings, mostly seconds and now and then hours apart, some of one time, some with a start.</summary>
    private static Gen<Reading[]> Readings(Gen<double> values) =>
        Gen.Select(Gen.OneOf(Gen.Int[0, 20_000], Gen.Int[100_000, 400_000], Gen.Int[0, 4_000_000]), values, Gen.OneOf(Gen.Const(0), Gen.Int[0, 400_000]))
            .Array[0, 100].Select(steps =>
            {
                var at = Day;
                return steps
                    .Select(step => new Reading(at += step.Item1, step.Item2, step.Item3 == 0 ? 0 : at - step.Item3))
                    .TakeWhile(reading => reading.At < Day + BucketLength.Day).ToArray();
            });

    private static IReadOnlyList<SeriesBucket> Walk(Reading[] readings, SeriesKind kind, long length = BucketLength.Minute) =>
        SeriesWalk.Buckets(readings, kind, Day, Day + BucketLength.Day, RollupOptions.Default, length);

    /// <summary>All is equal, but for the last bits of sums of fractions, which were added in another order.</summary>
    private static void AssertNear(IReadOnlyList<SeriesBucket> expected, IReadOnlyList<SeriesBucket> actual)
    {
        Assert.Equal(expected.Select(WithoutSums), actual.Select(WithoutSums));
        Assert.All(expected.Zip(actual), pair =>
        {
            AssertNear(pair.First.Increase, pair.Second.Increase);
            AssertNear(pair.First.Integral, pair.Second.Integral);
            AssertNear(pair.First.Sum, pair.Second.Sum);
            AssertNear(pair.First.SecondsCovered, pair.Second.SecondsCovered);
        });
    }

    private static void AssertNear(double expected, double actual) => Assert.Equal(expected, actual, 1e-9 * Math.Abs(expected));

    private static SeriesBucket WithoutSums(SeriesBucket bucket) => bucket with { Increase = 0, Integral = 0, Sum = 0, SecondsCovered = 0 };
}
