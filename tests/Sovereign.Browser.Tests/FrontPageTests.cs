using Microsoft.Playwright;
using Sovereign.Browser.Tests.Fixtures;
using Xunit;

namespace Sovereign.Browser.Tests;

/// <summary>The first thing a reader sees.</summary>
public sealed class FrontPageTests(Portal portal)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_opens_styled_and_without_a_sideways_scroll(bool phone)
    {
        var page = await portal.NewPageAsync(phone);
        var failed = new List<string>();
        page.Response += (_, response) =>
        {
            if (response.Status >= 400) failed.Add($"{response.Status} {response.Url}");
        };
        var answer = await page.GotoAsync("/", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        await Portal.KeepScreenshotAsync(page, phone ? "front-page-phone" : "front-page");
        Assert.Equal(200, answer!.Status);
        Assert.Empty(failed);
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.styleSheets.length > 0 && document.styleSheets[0].cssRules.length > 0"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await page.Context.CloseAsync();
    }
}
