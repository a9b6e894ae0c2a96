using CsCheck;
using Sovereign.Dashboard.Design;
using Xunit;

namespace Sovereign.Dashboard.Tests.Design;

public sealed class AxisTests
{
    [Fact]
    public void A_logarithmic_axis_covers_whole_decades()
    {
        var axis = LogAxis.Over([53.7, 3.6, 0.8])!;
        Assert.Equal([0.1, 1, 10, 100], axis.Ticks);
        Assert.Equal(0, axis.Place(0.1), 9);
        Assert.Equal(100.0 / 3, axis.Place(1), 9);
        Assert.Equal(100, axis.Place(100), 9);
    }

    [Fact]
    public void One_value_on_a_power_of_ten_still_gets_a_decade() => Assert.Equal([10, 100], LogAxis.Over([10])!.Ticks);

    [Fact]
    public void A_logarithmic_axis_has_no_place_for_zero() => Assert.Null(LogAxis.Over([0, -1]));

    [Fact]
    public void Many_decades_get_fewer_labels() => Assert.InRange(LogAxis.Over([1e-6, 1e12])!.Ticks.Count, 3, 8);

    [Fact]
    public void Every_value_lies_on_its_axis_and_order_is_kept() =>
        Gen.Double[1e-9, 1e15].Array[2, 20].Sample(values =>
        {
            var axis = LogAxis.Over(values)!;
            var places = values.Order().Select(axis.Place).ToList();
            return places.All(place => place is >= 0 and <= 100) && places.SequenceEqual(places.Order());
        });

    [Theory]
    [InlineData(new[] { 0.447, 1.53 }, 0, 2)]
    [InlineData(new[] { 625.0, 708.0 }, 600, 750)]
    [InlineData(new[] { -3.0, 8.0 }, -5, 10)]
    [InlineData(new[] { 0.0 }, 0, 1)]
    [InlineData(new[] { 5.0, 5.0 }, 0, 6)]
    public void A_linear_axis_starts_at_zero_unless_the_values_lie_close_together_far_from_it(double[] values, double first, double last)
    {
        var axis = LinearAxis.Over(values);
        Assert.Equal(first, axis.First, 9);
        Assert.Equal(last, axis.Last, 9);
        Assert.InRange(axis.Ticks.Count, 2, 7);
        Assert.All(values, value => Assert.InRange(axis.Place(value), 0, 100));
    }
}
