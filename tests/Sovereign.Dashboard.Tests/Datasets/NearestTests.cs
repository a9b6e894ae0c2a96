using Sovereign.Dashboard.Datasets;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets;

public sealed class NearestTests
{
    private static readonly string[] Names = ["India", "Indonesia", "Iran", "Ireland", "Kenya"];

    [Theory]
    [InlineData("Indai", "India")]
    [InlineData("indones", "Indonesia")]
    [InlineData("KENIA", "Kenya")]
    public void A_slip_finds_what_was_meant(string typed, string meant) => Assert.Equal(meant, Nearest.To(typed, Names, name => [name])[0]);

    [Theory]
    [InlineData("")]
    [InlineData("xyzzyx")]
    public void What_resembles_nothing_finds_nothing(string typed) => Assert.Empty(Nearest.To(typed, Names, name => [name]));

    [Fact]
    public void A_very_long_text_is_not_compared() => Assert.Empty(Nearest.To(new string('a', 10_000), Names, name => [name]));
}
