using Sovereign.Analytics.Rollups;
using Xunit;

namespace Sovereign.Analytics.Tests.Rollups;

/// <summary>Each rule of the walk, worked by hand. Times are seconds after a minute's start on 1 January 2026.</summary>
public sealed class SeriesWalkTests
{
    private const long Origin = 1_767_225_600_000;

    [Fact]
    public void An_interval_belongs_to_the_minute_in_which_it_ends()
    {
        var buckets = Counter((50, 100), (65, 130), (110, 190), (125, 200));

        Assert.Equal([At(0), At(60), At(120)], buckets.Select(bucket => bucket.Start));
        Assert.Equal([0, 90, 10], buckets.Select(bucket => bucket.Increase));
        Assert.Equal([0, 60, 15], buckets.Select(bucket => bucket.SecondsCovered));
        Assert.Equal([1, 2, 1], buckets.Select(bucket => bucket.Samples));
    }

    [Fact]
    public void A_reading_at_the_minutes_end_belongs_to_the_next_one()
    {
        var buckets = Counter((0, 1), (60, 5));

        Assert.Equal([At(0), At(60)], buckets.Select(bucket => bucket.Start));
        Assert.Equal([0, 4], buckets.Select(bucket => bucket.Increase));
    }

    [Fact]
    public void A_bucket_knows_its_numbers()
    {
        var bucket = Assert.Single(Gauge((10, 4), (20, -2), (30, 7)));

        Assert.Equal((3, 9.0, -2.0, 7.0, 7.0, At(30), 3.0), (bucket.Samples, bucket.Sum, bucket.Lowest, bucket.Highest, bucket.Latest, bucket.LatestAt, bucket.Mean));
    }

    [Fact]
    public void Readings_before_the_span_are_known_but_not_counted()
    {
        Reading[] readings = [new(At(45), 100), new(At(60), 130), new(At(120), 150)];

        var bucket = Assert.Single(SeriesWalk.Buckets(readings, SeriesKind.Counter, At(60), At(120), RollupOptions.Default));

        Assert.Equal((At(60), 30.0, 15.0), (bucket.Start, bucket.Increase, bucket.SecondsCovered));
    }

    [Fact]
    public void The_first_of_several_readings_of_one_time_counts() =>
        Assert.Equal(5, Counter((0, 10), (15, 15), (15, 99)).Sum(bucket => bucket.Increase));

    [Fact]
    public void Readings_out_of_order_are_refused() =>
        Assert.Throws<ArgumentException>(() => Counter((15, 10), (0, 15)));

    [Fact]
    public void A_span_that_cuts_a_minute_is_refused() =>
        Assert.Throws<ArgumentException>(() => SeriesWalk.Buckets([], SeriesKind.Counter, At(30), At(60), RollupOptions.Default));

    [Theory]
    [InlineData(SeriesKind.Counter, 300, 50, 300, 0)]
    [InlineData(SeriesKind.Counter, 300.001, 0, 0, 1)]
    [InlineData(SeriesKind.Gauge, 300, 0, 300, 0)]
    [InlineData(SeriesKind.Gauge, 300.001, 0, 0, 1)]
    public void What_lies_further_apart_than_the_longest_gap_is_not_bridged(SeriesKind kind, double at, double increase, double seconds, int gaps)
    {
        var bucket = Walk(kind, new(At(0), 100), new(At(at), 150))[^1];

        Assert.Equal((increase, seconds, gaps), (bucket.Increase, bucket.SecondsCovered, bucket.Gaps));
        Assert.Equal(kind == SeriesKind.Gauge ? 125 * seconds : 0, bucket.Integral);
    }

    [Fact]
    public void A_counter_that_falls_has_counted_its_new_value_since()
    {
        var bucket = Assert.Single(Counter((0, 5000), (15, 5300), (30, 40), (45, 100)));

        Assert.Equal((300 + 40 + 60, 1, 45), (bucket.Increase, bucket.Resets, bucket.SecondsCovered));
    }

    /// <summary>RAPL's package counter wraps at 262,143.328850 J. What was counted up to the wrap is lost: 43.33 of 143.33 J here.</summary>
    [Fact]
    public void An_energy_counter_that_wraps_looks_like_a_reset()
    {
        var bucket = Assert.Single(Counter((0, 262_100), (15, 100)));

        Assert.Equal((100, 1), (bucket.Increase, bucket.Resets));
    }

    [Fact]
    public void A_restart_that_only_the_start_time_shows_is_a_reset()
    {
        var bucket = Assert.Single(Walk(SeriesKind.Counter, new(At(0), 100, At(-900)), new(At(15), 120, At(5))));

        Assert.Equal((120, 1), (bucket.Increase, bucket.Resets));
    }

    [Fact]
    public void A_start_time_that_stays_is_no_reset()
    {
        var bucket = Assert.Single(Walk(SeriesKind.Counter, new(At(0), 100, At(-900)), new(At(15), 120, At(-900))));

        Assert.Equal((20, 0), (bucket.Increase, bucket.Resets));
    }

    [Fact]
    public void A_start_time_after_the_reading_says_nothing()
    {
        var bucket = Assert.Single(Walk(SeriesKind.Counter, new(At(0), 100), new(At(15), 120, At(20))));

        Assert.Equal((20, 0), (bucket.Increase, bucket.Resets));
    }

    /// <summary>OpenTelemetry: a start equal to the time of the reading begins a stream whose value so far is of unknown age.</summary>
    [Fact]
    public void A_restart_at_an_unknown_time_adds_nothing_yet()
    {
        var bucket = Assert.Single(Walk(SeriesKind.Counter, new(At(0), 100, At(-900)), new(At(15), 7000, At(15)), new(At(30), 7010, At(15))));

        Assert.Equal((10, 1), (bucket.Increase, bucket.Resets));
    }

    /// <summary>llama.cpp prints 1.0425e+06: a step of 100, of which a tenth is 1e-5 of the value.</summary>
    [Fact]
    public void A_fall_by_rounding_adds_nothing_and_neither_does_the_way_back()
    {
        var bucket = Assert.Single(Counter((0, 1_042_500), (15, 1_042_490), (30, 1_042_495), (45, 1_042_500), (59, 1_042_600)));

        Assert.Equal((100, 0, 59), (bucket.Increase, bucket.Resets, bucket.SecondsCovered));
    }

    [Theory]
    [InlineData(999_991, 0)]
    [InlineData(999_989, 1)]
    public void Rounding_ends_at_a_hundred_thousandth(double second, int resets) =>
        Assert.Equal(resets, Counter((0, 1_000_000), (15, second)).Sum(bucket => bucket.Resets));

    [Fact]
    public void The_first_reading_of_a_counter_adds_nothing()
    {
        var bucket = Assert.Single(Counter((0, 1_000_000)));

        Assert.Equal((0, 0, 1), (bucket.Increase, bucket.SecondsCovered, bucket.Samples));
    }

    [Theory]
    [InlineData(-40, 55, 40)]
    [InlineData(-300, 55, 300)]
    [InlineData(-300.001, 0, 0)]
    [InlineData(0, 0, 0)]
    public void The_first_reading_adds_all_it_counts_where_it_began_lately(double start, double increase, double seconds)
    {
        var bucket = Assert.Single(Walk(SeriesKind.Counter, new Reading(At(0), 55, At(start))));

        Assert.Equal((increase, seconds, 0), (bucket.Increase, bucket.SecondsCovered, bucket.Resets));
    }

    [Fact]
    public void After_a_hole_a_counter_that_began_lately_adds_all_it_counts()
    {
        var bucket = Walk(SeriesKind.Counter, new(At(0), 900, At(-60)), new(At(3600), 55, At(3580)))[^1];

        Assert.Equal((55, 20, 1), (bucket.Increase, bucket.SecondsCovered, bucket.Gaps));
    }

    [Fact]
    public void A_counter_goes_on_over_a_stale_marker()
    {
        var bucket = Assert.Single(Counter((0, 100), (15, StaleMarker.Value), (30, 130)));

        Assert.Equal((30, 30, 0, 2), (bucket.Increase, bucket.SecondsCovered, bucket.Resets, bucket.Samples));
    }

    [Fact]
    public void A_counter_that_is_lower_after_a_stale_marker_was_reset()
    {
        var bucket = Assert.Single(Counter((0, 100), (15, StaleMarker.Value), (30, 20)));

        Assert.Equal((20, 1), (bucket.Increase, bucket.Resets));
    }

    [Fact]
    public void Long_after_a_stale_marker_a_counter_begins_anew_and_no_gap_is_counted()
    {
        var bucket = Counter((0, 100), (15, StaleMarker.Value), (600, 130))[^1];

        Assert.Equal((0, 0, 0), (bucket.Increase, bucket.SecondsCovered, bucket.Gaps));
    }

    [Fact]
    public void A_gauge_is_not_integrated_over_a_stale_marker()
    {
        var bucket = Assert.Single(Gauge((0, 100), (15, StaleMarker.Value), (30, 100), (40, 100)));

        Assert.Equal((1000, 10, 0), (bucket.Integral, bucket.SecondsCovered, bucket.Gaps));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_number_is_passed_over(double value)
    {
        var counter = Assert.Single(Counter((0, 100), (15, value), (30, 130)));
        var gauge = Assert.Single(Gauge((0, 100), (15, value), (30, 130)));

        Assert.Equal((2, 30, 0), (counter.Samples, counter.Increase, counter.Resets));
        Assert.Equal((2, 115 * 30, 130), (gauge.Samples, gauge.Integral, gauge.Highest));
    }

    [Fact]
    public void A_negative_counter_does_not_exist()
    {
        var bucket = Assert.Single(Counter((0, 100), (15, -5), (30, 130)));

        Assert.Equal((2, 30), (bucket.Samples, bucket.Increase));
    }

    /// <summary>300 to 340 W in 10 s, then down to 100 W in 20 s: 3,200 + 4,400 J.</summary>
    [Fact]
    public void Watts_become_joules_by_trapezoids()
    {
        var bucket = Assert.Single(Gauge((0, 300), (10, 340), (30, 100)));

        Assert.Equal((7600, 30, 0), (bucket.Integral, bucket.SecondsCovered, bucket.Increase));
    }

    [Fact]
    public void A_delta_counts_in_the_minute_in_which_it_ends()
    {
        var buckets = Walk(SeriesKind.Delta, new(At(50), 7, At(20)), new(At(80), 9, At(50)));

        Assert.Equal([7, 9], buckets.Select(bucket => bucket.Increase));
        Assert.Equal([30, 30], buckets.Select(bucket => bucket.SecondsCovered));
    }

    [Fact]
    public void A_delta_over_a_long_interval_counts_but_covers_nothing()
    {
        var bucket = Assert.Single(Walk(SeriesKind.Delta, new Reading(At(0), 7, At(-600))));

        Assert.Equal((7, 0, 1), (bucket.Increase, bucket.SecondsCovered, bucket.Gaps));
    }

    [Fact]
    public void A_hole_between_deltas_is_not_covered()
    {
        var bucket = Walk(SeriesKind.Delta, new(At(0), 7, At(-30)), new(At(30), 9, At(10)), new(At(900), 2, At(870)))[^1];

        Assert.Equal((2, 30, 1), (bucket.Increase, bucket.SecondsCovered, bucket.Gaps));
    }

    [Fact]
    public void A_delta_that_overlaps_the_one_before_is_not_counted()
    {
        var bucket = Assert.Single(Walk(SeriesKind.Delta, new(At(10), 7, At(0)), new(At(15), 9, At(5)), new(At(30), 4, At(15))));

        Assert.Equal((11, 25, 1, 3), (bucket.Increase, bucket.SecondsCovered, bucket.Overlaps, bucket.Samples));
    }

    [Fact]
    public void A_delta_without_a_start_covers_the_time_since_the_one_before()
    {
        var bucket = Assert.Single(Walk(SeriesKind.Delta, new Reading(At(10), 7), new Reading(At(25), 9)));

        Assert.Equal((16, 15), (bucket.Increase, bucket.SecondsCovered));
    }

    /// <summary>The counters of samples/vllm-v1 and of the two accelerators beside it, scraped 15 s apart (expected.json).</summary>
    [Theory]
    [InlineData(150_000, 154_500, 4500)]
    [InlineData(1_000_000.5, 1_012_000.5, 12_000)]
    public void Counters_of_an_engine_rise_by_what_it_did(double first, double second, double increase) =>
        Assert.Equal(increase, Counter((0, first), (15, second)).Sum(bucket => bucket.Increase));

    private static long At(double seconds) => Origin + (long)Math.Round(seconds * 1000);

    private static IReadOnlyList<SeriesBucket> Counter(params (double At, double Value)[] readings) =>
        Walk(SeriesKind.Counter, [.. readings.Select(reading => new Reading(At(reading.At), reading.Value))]);

    private static IReadOnlyList<SeriesBucket> Gauge(params (double At, double Value)[] readings) =>
        Walk(SeriesKind.Gauge, [.. readings.Select(reading => new Reading(At(reading.At), reading.Value))]);

    private static IReadOnlyList<SeriesBucket> Walk(SeriesKind kind, params Reading[] readings) =>
        SeriesWalk.Buckets(readings, kind, At(-86_400), At(86_400), RollupOptions.Default);
}
