using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sovereign.Browser.Tests.Fixtures;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sovereign.Browser.Tests;

/// <summary>The path a number takes: read by a visitor down to its source, and changed by two people who are not one.</summary>
public sealed class JourneyTests(Portal portal)
{
    private const string Dataset = "datacenter-power";

    /// <summary>Start of the row that says what India has; a test that publishes a made-up value for it throws its database away.</summary>
    private const string India = "datacenter-power,IND,2024,3.6,GW,all-installed,";

    [Fact]
    public async Task A_visitor_follows_the_gap_to_the_line_of_a_file_without_JavaScript()
    {
        var page = await portal.NewPageAsync(scripts: false);
        await page.GotoAsync("/");
        await Expect(page.Locator("h1")).ToContainTextAsync("India");
        await Expect(page.Locator("main")).ToContainTextAsync("United States");

        await page.Locator(".tile", new() { HasText = "power gap" }).First.Locator("h3 a").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/indicators/datacenter-power"));
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Views of this indicator" }).GetByRole(AriaRole.Link, new() { Name = "Table" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("tab=table"));
        var row = page.GetByRole(AriaRole.Region, new() { NameRegex = new Regex("the value that stands for each country") })
            .GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = "India", Exact = true }) });
        await Expect(row.Locator("a[href^=http]").First).ToBeVisibleAsync();
        await Expect(row).ToContainTextAsync(new Regex(@"line \d+"));
        await Portal.KeepScreenshotAsync(page, "visitor-indicator");

        await row.GetByRole(AriaRole.Link, new() { Name = Dataset }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/data/{Dataset}"));
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Published versions, newest first" })).ToContainTextAsync("1.0.0");

        await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Countries" }).ClickAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "Countries with figures" }).GetByRole(AriaRole.Link, new() { Name = "India", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/countries/IND"));
        await Expect(page.Locator("#gap")).ToContainTextAsync("behind");
        await Portal.KeepScreenshotAsync(page, "visitor-country");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task By_keyboard_alone_a_reader_goes_from_the_map_to_a_country_its_gap_and_the_file_of_it()
    {
        var page = await portal.NewPageAsync(scripts: false);
        await page.GotoAsync("/indicators/internet-users?tab=map");
        // Countries with a figure can be reached and no others; what has the focus is to be seen.
        await TabToAsync(page, "a.tilesquare", "IND");
        await Expect(page.Locator("a.tilesquare:focus-visible")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/countries/IND"));
        await TabToAsync(page, "a", "Why there is a gap");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/countries/IND/gap"));
        await TabToAsync(page, "summary", "Download");
        await page.Keyboard.PressAsync("Enter");
        var file = page.GetByRole(AriaRole.Link, new() { Name = "PNG" });
        await Expect(file).ToBeVisibleAsync();
        var picture = await page.Context.APIRequest.GetAsync((await file.GetAttributeAsync("href"))!);
        Assert.Equal("image/png", picture.Headers["content-type"]);
        await page.Context.CloseAsync();
    }

    /// <summary>Presses Tab until an element of this kind with this text has the focus.</summary>
    private static async Task TabToAsync(IPage page, string selector, string text)
    {
        for (var presses = 0; presses < 200; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.Locator($"{selector}:focus", new() { HasText = text }).CountAsync() > 0) return;
        }

        Assert.Fail($"No {selector} with '{text}' was reached by 200 presses of Tab.");
    }

    [Fact]
    public async Task A_bad_row_is_refused_a_mended_file_is_published_by_another_person_and_the_number_changes_everywhere_but_in_the_past()
    {
        var seed = Portal.SeedFile(Dataset);
        Assert.Contains(India, seed, StringComparison.Ordinal);
        var line = seed[..seed.IndexOf(India, StringComparison.Ordinal)].Count(character => character == '\n') + 1;
        var visitor = await portal.NewPageAsync();
        await visitor.GotoAsync("/?definition=all-installed");
        await Expect(Shown(visitor, "3.6")).ToBeVisibleAsync();
        var before = (await visitor.GetByRole(AriaRole.Link, new() { Name = "As-of link" }).GetAttributeAsync("href"))!;

        var analyst = await portal.NewPageAsync();
        await Portal.SignInAsync(analyst, "analyst");
        await Portal.UploadAsync(analyst, Dataset, "power.csv", seed.Replace(India, India.Replace("3.6", "4.2GW"), StringComparison.Ordinal));
        await Expect(analyst.Locator("main")).ToContainTextAsync("1 error; nothing of this file can be published");
        await Expect(analyst.Locator("ol.findings li")).ToContainTextAsync(
            string.Create(CultureInfo.InvariantCulture, $"Row {line} (as in your file, header is row 1), column value, value \"4.2GW\": "));
        await analyst.GetByRole(AriaRole.Link, new() { Name = "In their rows" }).ClickAsync();
        // The cell is reached by keyboard and says what is wrong with it.
        var cell = analyst.Locator("td.found a");
        await Expect(cell).ToHaveTextAsync("4.2GW");
        await cell.FocusAsync();
        await Expect(cell).ToHaveAccessibleDescriptionAsync(new Regex("^value: this is no finite number"));
        await Expect(analyst.GetByRole(AriaRole.Button, new() { Name = "Publish" })).ToHaveCountAsync(0);
        await Portal.KeepScreenshotAsync(analyst, "analyst-findings");

        await Portal.UploadAsync(analyst, Dataset, "power.csv", seed.Replace(India, India.Replace("3.6", "4.2"), StringComparison.Ordinal));
        await Expect(analyst.Locator("main .badge").First).ToHaveTextAsync("draft, waits for a second person");
        var change = analyst.GetByRole(AriaRole.Region, new() { Name = "Every row changed" }).Locator("tbody tr");
        await Expect(change).ToHaveCountAsync(1);
        await Expect(change).ToContainTextAsync("3.6");
        await Expect(change).ToContainTextAsync("4.2");
        await Expect(analyst.Locator("main")).ToContainTextAsync("You uploaded this file: a second person publishes it.");
        await Expect(analyst.GetByRole(AriaRole.Button, new() { Name = "Publish" })).ToHaveCountAsync(0);
        await Portal.KeepScreenshotAsync(analyst, "analyst-draft");
        await visitor.ReloadAsync();
        await Expect(Shown(visitor, "3.6")).ToBeVisibleAsync();

        var reviewer = await portal.NewPageAsync();
        await Portal.SignInAsync(reviewer, "reviewer");
        await reviewer.GotoAsync("/work");
        await reviewer.GetByRole(AriaRole.Link, new() { Name = "power.csv", Exact = true }).And(reviewer.Locator($"[href='{new Uri(analyst.Url).AbsolutePath}']")).ClickAsync();
        await reviewer.GetByLabel("Public note").FillAsync("A value made up for this test.");
        await Portal.KeepScreenshotAsync(reviewer, "reviewer-draft");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(reviewer.Locator("main .badge").First).ToHaveTextAsync(new Regex("^published as "));
        await Portal.KeepScreenshotAsync(reviewer, "reviewer-published");

        await visitor.ReloadAsync();
        await Expect(Shown(visitor, "4.2")).ToBeVisibleAsync();
        await Portal.KeepScreenshotAsync(visitor, "visitor-after");
        Assert.Equal("4.2", await AnsweredAsync(visitor, asOf: null));
        Assert.Contains("4.2", await CsvRowAsync(visitor, asOf: null));

        await visitor.GotoAsync(before);
        await Expect(Shown(visitor, "3.6")).ToBeVisibleAsync();
        await Expect(visitor.Locator("main")).ToContainTextAsync("You are reading the past");
        var asOf = new Uri(visitor.Url).Query.Split("asOf=")[1].Split('&')[0];
        Assert.Equal("3.6", await AnsweredAsync(visitor, asOf));
        Assert.Contains("3.6", await CsvRowAsync(visitor, asOf));
        await Portal.KeepScreenshotAsync(visitor, "visitor-past");

        foreach (var page in (IPage[])[visitor, analyst, reviewer]) await page.Context.CloseAsync();
    }

    private static ILocator Shown(IPage page, string value) => page.Locator($".lede data[data-country=IND][data-kpi=datacenter-power][data-value='{value}']");

    private static async Task<string?> AnsweredAsync(IPage page, string? asOf) =>
        (await page.ItemsAsync("/api/v1/gap?country=IND&reference=USA" + (asOf is null ? "" : "&asOf=" + asOf)))
        .Single(row => row.Raw("indicator") == "\"datacenter-power\"" && row.Raw("definition") == "\"all-installed\"").Raw("value");

    private static async Task<string[]> CsvRowAsync(IPage page, string? asOf) =>
        (await page.TextAsync("/api/v1/observations?indicator=datacenter-power&country=IND&definition=all-installed&format=csv" + (asOf is null ? "" : "&asOf=" + asOf)))
        .Split('\n').Single(row => row.Contains(",IND,2024,", StringComparison.Ordinal)).Split(',');
}
