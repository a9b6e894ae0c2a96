using Sovereign.Dashboard.Design;
using Xunit;

namespace Sovereign.Dashboard.Tests.Design;

public sealed class AddressTests
{
    [Fact]
    public void Choices_are_escaped_and_empty_ones_left_out() =>
        Assert.Equal("/countries?q=C%C3%B4te%20d%27Ivoire%20%26%20co", Address.Of("/countries", ("q", "Côte d'Ivoire & co"), ("asOf", null), ("x", "")));

    [Fact]
    public void Instants_keep_their_colons() =>
        Assert.Equal("/?asOf=2026-03-12T14:05:09Z", Address.Of("/", ("asOf", "2026-03-12T14:05:09Z")));

    [Fact]
    public void Without_choices_the_path_stands_alone() => Assert.Equal("/countries", Address.Of("/countries"));
}
