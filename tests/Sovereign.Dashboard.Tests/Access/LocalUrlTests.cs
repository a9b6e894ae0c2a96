using Sovereign.Dashboard.Access;
using Xunit;

namespace Sovereign.Dashboard.Tests.Access;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/work/versions?state=draft#top")]
    public void A_path_of_the_portal_is_kept(string url) => Assert.Equal(url, LocalUrl.OrHome(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("work")]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example")]
    [InlineData("~/work")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("/work\r\nSet-Cookie: a=b")]
    public void Anything_else_leads_home(string? url) => Assert.Equal("/", LocalUrl.OrHome(url));
}
