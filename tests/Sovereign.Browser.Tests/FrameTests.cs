using Microsoft.Playwright;
using Sovereign.Browser.Tests.Fixtures;
using Sovereign.Dashboard.Web.Display;
using Xunit;

namespace Sovereign.Browser.Tests;

/// <summary>The frame around every page: its menu on the smallest screens, the colours a reader chose, paper and forced colours.</summary>
public sealed class FrameTests(Portal portal)
{
    /// <summary>What is wrong with the boxes of the header's links: outside the screen, on one another, too small for a finger, clipped.</summary>
    private const string MeasureHeader =
        """
        () => {
          const wide = document.documentElement.clientWidth, wrong = [];
          const name = e => (e.textContent.trim() || e.tagName);
          if (document.scrollingElement.scrollWidth > wide) wrong.push(`the page is ${document.scrollingElement.scrollWidth} wide`);
          const links = [...document.querySelectorAll("header a, header button")];
          for (const e of document.querySelectorAll("header *:not(.unseen)")) {
            const box = e.getBoundingClientRect();
            if (box.width && (box.left < -0.5 || box.right > wide + 0.5)) wrong.push(`${name(e)} reaches from ${box.left} to ${box.right}`);
            if (getComputedStyle(e).overflowX === "hidden") wrong.push(`${name(e)} may be clipped`);
          }
          links.forEach((one, at) => {
            const a = one.getBoundingClientRect();
            if (a.height < 24) wrong.push(`${name(one)} is ${a.height} high`);
            for (const other of links.slice(at + 1)) {
              const b = other.getBoundingClientRect();
              if (a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5) wrong.push(`${name(one)} lies on ${name(other)}`);
            }
          });
          if (links.length < 7) wrong.push(`${links.length} links`);
          return wrong;
        }
        """;

    public static TheoryData<int, int> Screens => new() { { 320, 100 }, { 360, 100 }, { 320, 200 }, { 640, 200 } };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task On_the_smallest_screens_the_menu_wraps_and_nothing_is_lost(int width, int textPercent)
    {
        var page = await portal.NewPageAsync();
        await page.SetViewportSizeAsync(width, 700);
        await Portal.SignInAsync(page, "analyst");
        var wrong = new List<string>();
        foreach (var language in Languages.All)
        {
            await page.GotoAsync($"/work?lang={language.Code}");
            await page.EvaluateAsync("percent => document.documentElement.style.setProperty('font-size', percent + '%')", textPercent);
            wrong.AddRange((await page.EvaluateAsync<string[]>(MeasureHeader)).Select(what => $"{language.Code}: {what}"));
            if (await page.Locator("header [aria-current=page]").CountAsync() != 1) wrong.Add($"{language.Code}: no current page");
            await Portal.KeepScreenshotAsync(page, $"menu-{language.Code}-{width}-{textPercent}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_colours_chosen_hold_against_the_device_without_scripts_and_also_on_the_way_back()
    {
        var page = await portal.NewPageAsync(scripts: false);
        await page.GotoAsync("/countries");
        await page.GetByRole(AriaRole.Link, new() { Name = "Display and language" }).ClickAsync();
        var light = await GroundAsync(page);
        await page.GetByLabel("Dark").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Saved");
        var dark = await GroundAsync(page);
        Assert.NotEqual(light, dark);
        await page.GotoAsync("/countries");
        Assert.Equal(dark, await GroundAsync(page));
        await page.GetByRole(AriaRole.Link, new() { Name = "Display and language" }).ClickAsync();
        await page.GetByLabel("Light").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal(light, await GroundAsync(page));
        // What the browser had kept of this page was dark.
        await page.GoBackAsync();
        await page.GoBackAsync();
        Assert.EndsWith("/countries", page.Url, StringComparison.Ordinal);
        Assert.Equal(light, await GroundAsync(page));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/countries/IND")]
    [InlineData("/indicators/datacenter-power")]
    public async Task On_paper_there_is_no_menu_and_everything_folded_is_open(string path)
    {
        var page = await portal.NewPageAsync(dark: true);
        await page.GotoAsync(path);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await page.Locator("nav, .pick, form, footer .links").First.IsVisibleAsync());
        Assert.Equal("rgb(21, 32, 43)", await page.EvaluateAsync<string>("getComputedStyle(document.body).color"));
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('details table')].every(table => table.getBoundingClientRect().height > 0)"));
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.table-box')].every(box => getComputedStyle(box).overflowX === 'visible')"));
        await Assertions.Expect(page.Locator("#links .onlyprint")).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"Edition \d+, published .*http://.*asOf="));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task In_forced_colours_the_current_page_and_a_chosen_row_are_still_marked()
    {
        var page = await portal.NewPageAsync();
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await page.GotoAsync("/indicators/datacenter-power");
        Assert.NotEqual(await EdgeAsync("header .menu a[aria-current]", "block-end"), await EdgeAsync("header .menu a:not([aria-current])", "block-end"));
        Assert.NotEqual(await EdgeAsync(".pick a[aria-current]", "inline-start"), await EdgeAsync(".pick a:not([aria-current])", "inline-start"));
        Assert.NotEqual(await PaintAsync(".dot:not(.dot-hollow)"), await PaintAsync("body"));
        await page.GotoAsync("/indicators/datacenter-power?tab=table");
        Assert.NotEqual(await EdgeAsync("tr.chosen > :first-child", "inline-start"), await EdgeAsync("tr:not(.chosen) > td", "inline-start"));
        await page.Context.CloseAsync();

        Task<string> EdgeAsync(string selector, string side) => page.Locator(selector).First.EvaluateAsync<string>(
            "(e, side) => getComputedStyle(e)[`border-${side}-width`] + getComputedStyle(e)[`border-${side}-color`]", side);
        Task<string> PaintAsync(string selector) => page.Locator(selector).First.EvaluateAsync<string>(
            "e => e.tagName === 'BODY' ? getComputedStyle(e).backgroundColor : getComputedStyle(e).fill");
    }

    private static Task<string> GroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
