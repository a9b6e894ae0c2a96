using CsCheck;
using Sovereign.Analytics.Uncertainty;
using Xunit;

namespace Sovereign.Analytics.Tests.Uncertainty;

public sealed class EstimateTests
{
    [Theory]
    [InlineData("0.10", 0.095, 0.10, 0.105)]
    [InlineData("53.7", 53.65, 53.7, 53.75)]
    [InlineData("3600", 3599.5, 3600, 3600.5)]
    [InlineData("1e3", 500, 1000, 1500)]
    [InlineData("1.50E3", 1495, 1500, 1505)]
    [InlineData("-2.0", -2.05, -2, -1.95)]
    [InlineData("0", 0, 0, 0.5)]
    [InlineData("0.00", 0, 0, 0.005)]
    [InlineData("1e-40", 0.5e-40, 1e-40, 1.5e-40)]
    public void A_figure_without_bounds_is_known_to_half_its_last_digit(string text, double low, double central, double high)
    {
        var estimate = Estimate.FromWrittenDigits(text);
        Assert.Equal(low, estimate.Low, 1e-12 * Math.Abs(low));
        Assert.Equal(central, estimate.Central);
        Assert.Equal(high, estimate.High, 1e-12 * Math.Abs(high));
    }

    [Fact]
    public void Stated_bounds_are_taken_and_the_other_side_stays_as_written()
    {
        Assert.Equal(new Estimate(40, 42, 48), Estimate.FromWrittenDigits("42", "40", "48"));
        Assert.Equal(new Estimate(41.5, 42, 48), Estimate.FromWrittenDigits("42", "", "48"));
    }

    [Theory]
    // Bounds rounded as coarsely as the value say nothing nearer than their rounding.
    [InlineData("3.1", "3.1", "3.2", 3.05, 3.1, 3.2)]
    [InlineData("3", "3", "3", 2.5, 3, 3.5)]
    // Bounds written more finely are known more finely.
    [InlineData("5", "4.9", "5.1", 4.9, 5, 5.1)]
    [InlineData("5", "5.00", "5.0", 4.995, 5, 5.05)]
    [InlineData("0", "0", "3", 0, 0, 3)]
    public void A_bound_is_no_nearer_than_half_of_its_own_last_digit(string value, string lower, string upper, double low, double central, double high) =>
        Assert.Equal(new Estimate(low, central, high), Estimate.FromWrittenDigits(value, lower, upper));

    [Fact]
    public void One_input_at_a_time_gives_what_the_operators_give_where_they_can()
    {
        var (left, right) = (new Estimate(7, 10, 15), new Estimate(16, 20, 32));
        Assert.Equal(left + right, Estimate.OneAtATime(30, (27, 35), (26, 42)));
        // A result that falls as an input rises is lowest at the input's upper bound.
        Assert.Equal(left - right, Estimate.OneAtATime(-10, (-13, -5), (-6, -22)));
        Assert.Throws<OverflowException>(() => Estimate.OneAtATime(1, (double.NegativeInfinity, 1)));
    }

    [Fact]
    public void A_share_counted_widens_what_is_said_of_the_whole()
    {
        var whole = new CoverageShare(new(0.1, 0.14, 0.2)).Whole(new(95, 100, 105));
        Assert.Equal(100 / 0.14, whole.Central, 1e-9);
        Assert.InRange(whole.Low, 95 / 0.2, 100 / 0.2);
        Assert.InRange(whole.High, 100 / 0.1, 105 / 0.1);
        Assert.Throws<ArgumentException>(() => new CoverageShare(new(0, 0.1, 0.2)));
        Assert.Throws<ArgumentException>(() => new CoverageShare(new(0.5, 1, 1.1)));
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("NaN", null, null)]
    [InlineData("1e999", null, null)]
    [InlineData("1,000", null, null)]
    [InlineData("1", "2", null)]
    [InlineData("1", null, "0.5")]
    [InlineData("1", "many", null)]
    public void What_is_no_estimate_is_refused(string value, string? lower, string? upper)
    {
        Assert.False(Estimate.TryFromWrittenDigits(value, lower, upper, out _));
        Assert.Throws<FormatException>(() => Estimate.FromWrittenDigits(value, lower, upper));
    }

    [Fact]
    public void Numbers_out_of_order_or_not_finite_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Estimate(2, 1, 3));
        Assert.Throws<ArgumentException>(() => new Estimate(0, 1, double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => new Estimate(double.NaN, 1, 2));
    }

    [Fact]
    public void Products_and_quotients_add_distances_of_logarithms_in_quadrature()
    {
        var left = new Estimate(8, 10, 12.5);
        var right = new Estimate(2, 2.5, 3.5);
        var product = left * right;
        Assert.Equal(25, product.Central, 1e-12);
        Assert.Equal(25 * Math.Exp(Math.Sqrt(Math.Pow(Math.Log(1.25), 2) + Math.Pow(Math.Log(1.4), 2))), product.High, 1e-9);
        Assert.Equal(25 * Math.Exp(-Math.Sqrt(2) * Math.Log(1.25)), product.Low, 1e-9);
        // The quotient is highest where the divisor is lowest.
        Assert.Equal(4 * Math.Exp(Math.Sqrt(2) * Math.Log(1.25)), (left / right).High, 1e-9);
    }

    [Fact]
    public void Sums_and_differences_add_distances_in_quadrature()
    {
        Assert.Equal(new Estimate(25, 30, 43), new Estimate(7, 10, 15) + new Estimate(16, 20, 32));
        Assert.Equal(new Estimate(-3, 10, 15), new Estimate(15, 20, 24) - new Estimate(7, 10, 22));
    }

    [Fact]
    public void Zero_as_a_factor_takes_the_corners_and_zero_as_a_divisor_throws()
    {
        Assert.Equal(new Estimate(0, 0, 1.5), new Estimate(0, 0, 0.5) * new Estimate(1, 2, 3));
        Assert.Equal(new Estimate(0, 0, 0.5), new Estimate(0, 0, 0.5) / new Estimate(1, 2, 3));
        Assert.Throws<DivideByZeroException>(() => Estimate.Exact(1) / new Estimate(0, 1, 2));
        Assert.Throws<OverflowException>(() => Estimate.Exact(1e300) * Estimate.Exact(1e300));
        Assert.Throws<ArithmeticException>(() => Estimate.Ln(new Estimate(0, 1, 2)));
    }

    [Fact]
    public void Whatever_is_combined_stays_in_order() =>
        Gen.Select(Any, Any).Sample((left, right) =>
        {
            InOrder(left + right);
            InOrder(left - right);
            InOrder(left * right);
            InOrder(Estimate.Min(left, right));
            InOrder(Estimate.Max(left, right));
            if (!right.Contains(0))
                InOrder(left / right);
        });

    [Fact]
    public void A_combination_contains_what_its_centres_give_and_stays_within_the_corners() =>
        Gen.Select(Positive, Positive).Sample((left, right) =>
        {
            var ratio = left / right;
            return ratio.Contains(left.Central / right.Central)
                && ratio.Low >= left.Low / right.High * (1 - 1e-12) && ratio.High <= left.High / right.Low * (1 + 1e-12);
        });

    [Fact]
    public void Dividing_the_other_way_round_turns_the_interval_round() =>
        Gen.Select(Positive, Positive).Sample((left, right) =>
        {
            var (there, back) = (left / right, right / left);
            return Near(there.Low, 1 / back.High) && Near(there.Central, 1 / back.Central) && Near(there.High, 1 / back.Low);
        });

    [Fact]
    public void An_exact_factor_scales_all_three_numbers() =>
        Gen.Select(Positive, Gen.Double[0.001, 1000]).Sample((estimate, factor) =>
        {
            var scaled = estimate * Estimate.Exact(factor);
            return Near(scaled.Low, estimate.Low * factor) && Near(scaled.High, estimate.High * factor);
        });

    [Fact]
    public void A_negative_power_turns_the_interval_round()
    {
        var inverse = Estimate.Pow(new Estimate(2, 4, 5), -1);
        Assert.Equal(new Estimate(0.2, 0.25, 0.5), inverse);
    }

    private static readonly Gen<Estimate> Any =
        Gen.Double[-1e6, 1e6].Array[3].Select(numbers => numbers.Order().ToArray()).Select(n => new Estimate(n[0], n[1], n[2]));

    private static readonly Gen<Estimate> Positive =
        Gen.Double[0.001, 1e6].Array[3].Select(numbers => numbers.Order().ToArray()).Select(n => new Estimate(n[0], n[1], n[2]));

    private static void InOrder(Estimate estimate) =>
        Assert.True(estimate.Low <= estimate.Central && estimate.Central <= estimate.High, estimate.ToString());

    private static bool Near(double one, double other) => Math.Abs(one - other) <= 1e-9 * Math.Abs(other);
}
