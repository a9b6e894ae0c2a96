using CsCheck;
using Sovereign.Analytics.Decomposition;
using Xunit;

namespace Sovereign.Analytics.Tests.Decomposition;

public sealed class LogarithmicMeanTests
{
    /// <summary>Two to five factors over twelve decades each, so that terms cancel and totals come to lie close together too.</summary>
    private static readonly Gen<(double Own, double Reference)[]> Factors =
        Gen.Select(Positive(), Positive(), (own, reference) => (own, reference)).Array[2, 5];

    [Fact]
    public void Terms_add_up_to_the_difference() => Factors.Sample(factors =>
    {
        var (own, reference) = Totals(factors);
        var terms = LogarithmicMean.Terms(own, reference, factors);
        Assert.True(Math.Abs(terms.Sum() - (reference - own)) <= 1e-9 * Math.Max(own, reference));
        Assert.True(Math.Abs(terms.Sum() - (reference - own)) <= 1e-9 * Math.Abs(reference - own) || Math.Abs(reference / own - 1) < 1e-4);
    });

    [Fact]
    public void Whoever_exchanges_the_countries_gets_every_term_with_the_other_sign() => Factors.Sample(factors =>
    {
        var (own, reference) = Totals(factors);
        var there = LogarithmicMean.Terms(own, reference, factors);
        var back = LogarithmicMean.Terms(reference, own, [.. factors.Select(factor => (factor.Reference, factor.Own))]);
        Assert.Equal(there.Select(term => -term), back);
    });

    [Fact]
    public void A_country_that_differs_in_one_factor_has_the_whole_gap_there() => Gen.Select(Factors, Positive()).Sample((factors, other) =>
    {
        var alike = factors.Select(factor => (factor.Own, Reference: factor.Own)).ToArray();
        alike[^1].Reference = other;
        var (own, reference) = Totals(alike);
        var terms = LogarithmicMean.Terms(own, reference, alike);
        Assert.All(terms.SkipLast(1), term => Assert.Equal(0, term));
        Assert.True(Math.Abs(terms[^1] - (reference - own)) <= 1e-9 * Math.Max(own, reference));
    });

    [Fact]
    public void The_order_of_the_factors_changes_nothing() => Factors.Sample(factors =>
    {
        var (own, reference) = Totals(factors);
        var forwards = LogarithmicMean.Terms(own, reference, factors);
        Assert.Equal(forwards.Reverse(), LogarithmicMean.Terms(own, reference, [.. factors.Reverse()]));
    });

    [Fact]
    public void A_term_has_the_sign_of_its_factor() => Factors.Sample(factors =>
    {
        var (own, reference) = Totals(factors);
        Assert.Equal(
            factors.Select(factor => Math.Sign(factor.Reference - factor.Own)), LogarithmicMean.Terms(own, reference, factors).Select(Math.Sign));
    });

    [Fact]
    public void The_mean_lies_between_the_geometric_and_the_arithmetic_one() => Gen.Select(Positive(), Positive()).Sample((one, other) =>
    {
        var mean = LogarithmicMean.Of(one, other);
        Assert.Equal(mean, LogarithmicMean.Of(other, one));
        return mean >= Math.Sqrt(one * other) * (1 - 1e-12) && mean <= (one + other) / 2 * (1 + 1e-12);
    });

    /// <summary>The difference of two logarithms would have lost all its digits here.</summary>
    [Theory]
    [InlineData(1e-9)]
    [InlineData(1e-12)]
    [InlineData(1e-15)]
    public void Nearly_equal_numbers_keep_their_digits(double excess)
    {
        var near = 1 + excess;
        Assert.Equal(near - 1, LogarithmicMean.LogOfRatio(near, 1), 1e-9 * (near - 1));
        Assert.Equal(1, LogarithmicMean.Of(near, 1), 1e-8);
    }

    [Fact]
    public void Numbers_as_far_apart_as_doubles_can_be_still_have_a_logarithm()
    {
        Assert.Equal(600 * Math.Log(10), LogarithmicMean.LogOfRatio(1e300, 1e-300), 1e-9);
        Assert.Equal(-600 * Math.Log(10), LogarithmicMean.LogOfRatio(1e-300, 1e300), 1e-9);
    }

    [Fact]
    public void A_factor_that_is_zero_in_one_country_takes_the_whole()
    {
        Assert.Equal([0, 6], LogarithmicMean.Terms(0, 6, [(5, 2), (0, 3)]));
        Assert.Equal([0, -6], LogarithmicMean.Terms(6, 0, [(2, 5), (3, 0)]));
    }

    [Fact]
    public void Factors_that_are_zero_together_share_the_whole() =>
        Assert.Equal([3, 0, 3], LogarithmicMean.Terms(0, 6, [(0, 1), (7, 2), (0, 3)]));

    [Fact]
    public void Zero_in_both_countries_contributes_nothing()
    {
        Assert.Equal([0, 0], LogarithmicMean.Terms(0, 0, [(0, 0), (1, 2)]));
        Assert.Equal([0, 0], LogarithmicMean.Terms(0, 0, [(0, 5), (5, 0)]));
    }

    /// <summary>The rule at zero is where the terms go when a factor goes there.</summary>
    [Theory]
    [InlineData(1e-30, 0.05)]
    [InlineData(1e-120, 0.015)]
    public void The_rule_for_zero_is_the_limit(double small, double far)
    {
        var terms = LogarithmicMean.Terms(5 * small, 6, [(5, 2), (small, 3)]);
        Assert.Equal(0, terms[0], 6 * far);
        Assert.Equal(6, terms[1], 6 * far);
    }

    [Fact]
    public void Whatever_is_given_no_term_is_NaN() =>
        Gen.Select(Gen.OneOf(Gen.Const(0.0), Positive()), Gen.OneOf(Gen.Const(0.0), Positive()), (own, reference) => (own, reference)).Array[2, 4].Sample(factors =>
        {
            var (own, reference) = Totals(factors);
            var terms = LogarithmicMean.Terms(own, reference, factors);
            Assert.All(terms, term => Assert.True(double.IsFinite(term)));
            Assert.True(Math.Abs(terms.Sum() - (reference - own)) <= 1e-9 * Math.Max(own, reference));
        });

    [Theory]
    [InlineData(2, 6, 2, 3)]
    [InlineData(2, 6, -1, 6)]
    [InlineData(2, 6, double.NaN, 6)]
    [InlineData(2, double.PositiveInfinity, 2, double.PositiveInfinity)]
    public void What_is_no_identity_is_refused(double own, double reference, double ownFactor, double referenceFactor) =>
        Assert.Throws<ArgumentException>(() => LogarithmicMean.Terms(own, reference, [(ownFactor, referenceFactor), (1, 1)]));

    private static Gen<double> Positive() => Gen.Double[-6, 6].Select(exponent => Math.Pow(10, exponent));

    private static (double Own, double Reference) Totals((double Own, double Reference)[] factors) =>
        factors.Aggregate((1.0, 1.0), (product, factor) => (product.Item1 * factor.Own, product.Item2 * factor.Reference));
}
