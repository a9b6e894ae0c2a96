using CsCheck;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Uncertainty;
using Xunit;

namespace Sovereign.Analytics.Tests.Kpis;

public sealed class DistanceInYearsTests
{
    // Calendar years differ from the mean year by less than a day, and several of them by no more.
    private const double Day = 1 / 365.0;

    private static readonly TimedEstimate[] Rising = [At(2010, 10), At(2015, 20), At(2020, 40)];

    /// <summary>Values of the years 2000 to 2020, each with an interval, and what a country has in 2020.</summary>
    private static readonly Gen<(TimedEstimate Own, TimedEstimate[] Series)> Cases =
        Gen.Select(
            Gen.Int[0, 100], Gen.Int[0, 5],
            Gen.Select(Gen.Int[0, 4], Gen.Int[1, 100], Gen.Int[0, 5]).Array[2, 6],
            (value, width, points) => (
                At(2020, value, width),
                points.Select((point, i) => At(2020 - 4 * (points.Length - 1 - i) - (i == points.Length - 1 ? 0 : point.Item1 % 3), point.Item2, point.Item3)).ToArray()));

    [Fact]
    public void Between_two_points_the_distance_is_read_off_the_line_and_the_interval_is_the_time_between_them()
    {
        var distance = Of(At(2020, 15), Rising);
        Assert.Equal((DistanceKind.Value, null), (distance.Kind, distance.Remark));
        Near(7.5, distance.Years!.Value.Central);
        Near(5, distance.Years.Value.Low);
        Near(10, distance.Years.Value.High);
    }

    [Fact]
    public void An_interval_that_reaches_over_a_point_opens_the_time_beyond_it()
    {
        var years = Of(At(2020, 19, 2), Rising).Years!.Value;
        Near(5.5, years.Central);
        Near(0, years.Low);
        Near(10, years.High);
        // The reference's interval counts like the country's.
        Assert.Equal(years, Of(At(2020, 19), [At(2010, 10), At(2015, 20, 2), At(2020, 40)]).Years);
    }

    [Fact]
    public void Less_than_the_first_point_is_more_than_the_length_of_the_series()
    {
        var distance = Of(At(2020, 5), Rising);
        Assert.Equal((DistanceKind.MoreThan, Reason.BeforeSeries), (distance.Kind, distance.Remark?.Code));
        Near(10, distance.Years!.Value.Central);
        Assert.Contains("begins, in 2010", distance.Remark!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Not_surely_more_than_the_first_point_is_a_bound_too()
    {
        var distance = Of(At(2020, 11, 2), Rising);
        Assert.Equal((DistanceKind.MoreThan, Reason.BeforeSeries), (distance.Kind, distance.Remark?.Code));
        Near(5, distance.Years!.Value.Central);
        Assert.StartsWith("Within the intervals", distance.Remark!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_country_ahead_has_no_distance()
    {
        var distance = Of(At(2020, 50), Rising);
        Assert.Equal((DistanceKind.Ahead, null, Reason.Ahead), (distance.Kind, distance.Years, distance.Remark?.Code));
    }

    [Fact]
    public void Where_less_is_better_a_falling_series_is_the_way_forward()
    {
        var falling = new[] { At(2010, 500), At(2015, 450), At(2020, 370) };
        Near(7.5, DistanceInYears.Of(At(2020, 475), falling, Direction.Lower).Years!.Value.Central);
        Assert.Equal(DistanceKind.MoreThan, DistanceInYears.Of(At(2020, 600), falling, Direction.Lower).Kind);
        Assert.Equal(DistanceKind.Ahead, DistanceInYears.Of(At(2020, 100), falling, Direction.Lower).Kind);
        Assert.Throws<ArgumentException>(() => DistanceInYears.Of(At(2020, 475), falling, Direction.Context));
    }

    [Fact]
    public void Of_several_crossings_the_latest_counts_and_is_said()
    {
        var distance = Of(At(2020, 15), [At(2000, 10), At(2005, 20), At(2010, 10), At(2020, 20)]);
        Assert.Equal(Reason.SeveralCrossings, distance.Remark?.Code);
        Near(5, distance.Years!.Value.Central);
        Assert.Null(Of(At(2020, 18), [At(2000, 10), At(2005, 17), At(2010, 12), At(2020, 20)]).Remark);
    }

    [Fact]
    public void A_point_later_than_the_country_only_closes_the_line()
    {
        // In 2018 the line stands at 32, and anywhere between 20 and 40.
        var distance = Of(At(2018, 30), Rising);
        Near(0.5, distance.Years!.Value.Central);
        Near(0, distance.Years.Value.Low);
        Assert.Equal(DistanceKind.Ahead, Of(At(2018, 50), Rising).Kind);
    }

    [Fact]
    public void One_point_is_no_series()
    {
        var distance = Of(At(2020, 5), Rising[..1]);
        Assert.Equal((DistanceKind.Unknown, null, Reason.ShortSeries), (distance.Kind, distance.Years, distance.Remark?.Code));
    }

    [Fact]
    public void A_country_equal_to_the_reference_now_is_at_distance_zero() =>
        Cases.Sample(set => Of(set.Series[^1], set.Series) is { Kind: not DistanceKind.Value } or { Years: { Central: 0, Low: 0 } });

    [Fact]
    public void A_series_older_by_some_years_is_as_much_further_away() =>
        Gen.Select(Cases, Gen.Int[1, 30]).Sample((set, k) =>
        {
            var (near, far) = (Of(set.Own, set.Series), Of(set.Own, [.. set.Series.Select(point => At(point.Period.Start.Year - k, point.Estimate))]));
            // What is too near to be placed may be a bound when it is further away.
            return near.Kind == DistanceKind.Unknown
                || near.Kind == far.Kind
                && (near.Kind != DistanceKind.Value
                    || (IsNear(near.Years!.Value.Central + k, far.Years!.Value.Central) && IsNear(near.Years.Value.High + k, far.Years.Value.High)))
                && (near.Kind != DistanceKind.MoreThan || IsNear(near.Years!.Value.Central + k, far.Years!.Value.Central));
        });

    [Fact]
    public void One_factor_on_both_sides_changes_nothing() =>
        Gen.Select(Cases, Gen.Int[1, 1000]).Sample((set, factor) =>
        {
            var (plain, scaled) = (Of(set.Own, set.Series), Of(Times(set.Own, factor), [.. set.Series.Select(point => Times(point, factor))]));
            return plain.Kind == scaled.Kind && (plain.Years is null || IsNear(plain.Years.Value.Central, scaled.Years!.Value.Central));
        });

    [Fact]
    public void The_distance_is_never_negative_lies_in_its_interval_and_is_a_number() =>
        Cases.Sample(set => Of(set.Own, set.Series).Years is not { } years
            || (0 <= years.Low && years.Low <= years.Central && years.Central <= years.High && double.IsFinite(years.High)));

    [Fact]
    public void A_wider_interval_of_the_country_never_narrows_the_distance() =>
        Cases.Sample(set =>
        {
            var (narrow, wide) = (Of(set.Own, set.Series), Of(new(set.Own.Period, Wider(set.Own.Estimate)), set.Series));
            return narrow.Kind != DistanceKind.Value || wide.Kind != DistanceKind.Value
                || (wide.Years!.Value.Low <= narrow.Years!.Value.Low && wide.Years.Value.High >= narrow.Years.Value.High);
        });

    private static DistanceInYears Of(TimedEstimate own, IReadOnlyList<TimedEstimate> series) => DistanceInYears.Of(own, series, Direction.Higher);

    private static TimedEstimate At(int year, double value, double width = 0) => At(year, new Estimate(value - width, value, value + width));

    private static TimedEstimate At(int year, Estimate value) => new(Period.Year(year), value);

    private static TimedEstimate Times(TimedEstimate value, double factor) =>
        new(value.Period, new(value.Estimate.Low * factor, value.Estimate.Central * factor, value.Estimate.High * factor));

    private static Estimate Wider(Estimate value) => new(value.Low - 3, value.Central, value.High + 3);

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, Day);

    private static bool IsNear(double one, double other) => Math.Abs(one - other) <= Day;
}
