using Sovereign.Analytics.Observations;
using Xunit;

namespace Sovereign.Analytics.Tests.Observations;

public sealed class CodesTests
{
    [Fact]
    public void Every_member_of_every_list_is_read_back_from_its_code()
    {
        Assert.All(Enum.GetValues<Bound>(), bound => Assert.True(Codes.TryParse(bound.Code(), out Bound read) && read == bound));
        Assert.All(Enum.GetValues<Direction>(), direction => Assert.True(Codes.TryParse(direction.Code(), out Direction read) && read == direction));
        Assert.All(Enum.GetValues<Control>(), control => Assert.True(Codes.TryParse(control.Code(), out Control read) && read == control));
        Assert.All(Enum.GetValues<Coverage>(), coverage => Assert.True(Codes.TryParse(coverage.Code(), out Coverage read) && read == coverage));
        Assert.All(Enum.GetValues<Method>(), method => Assert.True(Codes.TryParse(method.Code(), out Method read) && read == method));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Exact")]
    [InlineData("exact ")]
    [InlineData("0")]
    public void Other_spellings_are_refused(string code) => Assert.False(Codes.TryParse(code, out Bound _));

    [Fact]
    public void Method_codes_stand_in_the_order_of_preference() =>
        Assert.Equal(
            ["official", "measured", "reported", "estimated", "modelled", "derived"],
            Enum.GetValues<Method>().Order().Select(method => method.Code()));
}
