using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sovereign.Browser.Tests.Fixtures;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sovereign.Browser.Tests;

/// <summary>The fleet's page in a browser: it moves by itself, can be held still, and outlives the portal that made it.</summary>
public sealed class LiveFleetTests(Portal portal)
{
    [Fact]
    public async Task It_moves_pauses_and_comes_back_by_itself_when_the_portal_was_away()
    {
        var work = await portal.NewPageAsync();
        await Portal.SignInAsync(work, "operator");
        var (_, engine) = await Portal.EnrolAsync(work);

        var page = await portal.NewPageAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await Portal.SignInAsync(page, "operator");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Telemetry" }).ClickAsync();
        var badge = page.Locator("[data-live=badge]");
        await Expect(badge).ToHaveTextAsync("live, provisional", new() { Timeout = 30_000 });
        await Expect(page.Locator($"tr[data-engine='{engine}']")).ToContainTextAsync("never reported");

        // Another engine is enrolled elsewhere: its row comes without anybody loading the page.
        var (_, other) = await Portal.EnrolAsync(work);
        await Expect(page.Locator($"tr[data-engine='{other}']")).ToBeVisibleAsync(new() { Timeout = 30_000 });

        var pause = page.GetByRole(AriaRole.Button, new() { Name = "Pause" });
        await pause.ClickAsync();
        await Expect(pause).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(badge).ToHaveTextAsync(new Regex(@"^paused since \d\d:\d\d UTC$"));
        await pause.ClickAsync();
        await Expect(badge).ToHaveTextAsync("live, provisional", new() { Timeout = 30_000 });

        var dialogs = 0;
        page.Dialog += (_, _) => dialogs++;
        await portal.RestartAsync(async () =>
        {
            await Expect(badge).ToHaveTextAsync(new Regex(@"^stale since \d\d:\d\d UTC$"), new() { Timeout = 60_000 });
            // Readable as before, nothing lies over it.
            await Expect(page.Locator($"tr[data-engine='{other}'] a")).ToBeVisibleAsync();
            await page.Locator($"tr[data-engine='{other}'] a").ClickAsync(new() { Trial = true });
            await Portal.KeepScreenshotAsync(page, "telemetry-stale");
        });
        await Expect(badge).ToHaveTextAsync("live, provisional", new() { Timeout = 90_000 });
        Assert.Equal(0, dialogs);
        Assert.Empty(errors);
        await Portal.KeepScreenshotAsync(page, "telemetry-live");
        await page.Context.CloseAsync();
        await work.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_scripts_the_same_page_is_complete()
    {
        var page = await portal.NewPageAsync(scripts: false);
        await Portal.SignInAsync(page, "operator");
        var (_, engine) = await Portal.EnrolAsync(page);
        await page.GotoAsync("/telemetry");
        await Expect(page.Locator($"tr[data-engine='{engine}']")).ToContainTextAsync("H100 SXM 80GB");
        await Expect(page.Locator("[data-live=badge]")).ToContainTextAsync("provisional, as of");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }
}
