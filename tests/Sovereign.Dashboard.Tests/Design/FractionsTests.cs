using CsCheck;
using Sovereign.Dashboard.Design;
using Xunit;

namespace Sovereign.Dashboard.Tests.Design;

public sealed class FractionsTests
{
    [Theory]
    [InlineData(3.6 / 53.7, "one fifteenth")]
    [InlineData(1 / 63.4, "one sixty-third")]
    [InlineData(0.5, "half")]
    [InlineData(0.34, "one third")]
    [InlineData(0.66, "two thirds")]
    [InlineData(0.25, "one quarter")]
    [InlineData(1 / 7.45, "about one seventh")]
    [InlineData(1 / 8.0, "one eighth")]
    [InlineData(1 / 12.0, "one twelfth")]
    [InlineData(1 / 20.0, "one twentieth")]
    [InlineData(1 / 21.0, "one twenty-first")]
    [InlineData(1 / 40.0, "one fortieth")]
    [InlineData(1 / 100.0, "one hundredth")]
    [InlineData(29.41 / 6698.6, "1/228")]
    [InlineData(0.54, "about half")]
    public void A_share_is_said_as_people_say_it(double share, string expected) => Assert.Equal(expected, Fractions.Words(share));

    [Theory]
    [InlineData(0)]
    [InlineData(-0.2)]
    [InlineData(0.95)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void What_is_no_fraction_has_no_words(double share) => Assert.Null(Fractions.Words(share));

    [Fact]
    public void Every_share_below_the_limit_has_words() =>
        Gen.Double[0.001, 0.919].Sample(share => Fractions.Words(share) is { Length: > 3 });
}
