using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using Sovereign.Browser.Tests.Fixtures;
using Sovereign.Dashboard.Web;
using Xunit;

namespace Sovereign.Browser.Tests;

/// <summary>What holds for every page: it fits a phone, is complete without scripts, says what it is, and obeys its own content policy.</summary>
public sealed partial class PagesTests(Portal portal)
{
    [Fact]
    public void Every_route_of_a_page_is_looked_at()
    {
        string[] looked = [.. PortalPages.Published, .. PortalPages.Plain, "/work", "/work/versions/x", "/work/versions/x/reading", "/account", "/account/tokens/x", "/audit", "/telemetry/x", "/work/engines", "/work/engines/x"];
        var paths = looked.Select(address => address.Split('?')[0]).ToList();
        var routes = typeof(App).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).ToList();
        Assert.NotEmpty(routes);
        Assert.All(routes, route => Assert.Contains(paths, path => Regex.IsMatch(path, $"^{Parameter.Replace(route, "[^/]+")}$")));
    }

    [Fact]
    public async Task On_a_phone_every_page_fits_and_says_what_it_is()
    {
        var page = await portal.NewPageAsync(phone: true);
        var wrong = Watch(page);
        foreach (var path in PortalPages.Published.Concat(PortalPages.Plain))
        {
            await page.GotoAsync(path);
            await LookAsync(page, path, wrong);
        }

        await PortalPages.VisitWorkAsync(page, name => LookAsync(page, name, wrong));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_scripts_every_published_page_is_complete_and_names_its_data()
    {
        var scripted = await portal.NewPageAsync();
        var page = await portal.NewPageAsync(scripts: false);
        var wrong = Watch(page);
        foreach (var path in PortalPages.Published)
        {
            Assert.Equal(200, (await page.GotoAsync(path))!.Status);
            await LookAsync(page, path, wrong);
            await scripted.GotoAsync(path);
            if (await page.InnerTextAsync("main") != await scripted.InnerTextAsync("main")) wrong.Add($"{path}: reads differently with scripts");
            foreach (var type in (string[])["text/csv", "application/json"])
            {
                var link = page.Locator($"head link[rel=alternate][type='{type}']");
                if (await link.CountAsync() != 1)
                {
                    wrong.Add($"{path}: {await link.CountAsync()} alternates of {type}");
                    continue;
                }

                var answer = await page.Context.APIRequest.GetAsync((await link.GetAttributeAsync("href"))!);
                var given = answer.Headers.GetValueOrDefault("content-type", "");
                if (answer.Status != 200 || !given.StartsWith(type, StringComparison.Ordinal)) wrong.Add($"{path}: its {type} is {answer.Status} {given}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await page.Context.CloseAsync();
        await scripted.Context.CloseAsync();
    }

    /// <summary>Collects what the browser complains of: a violated content policy, a script that throws, a file that is not there.</summary>
    private static List<string> Watch(IPage page)
    {
        var wrong = new List<string>();
        page.Console += (_, message) =>
        {
            // The page's own status is not a complaint: some of these addresses are wrong on purpose.
            if (message.Type is "error" or "warning" && message.Location.Split('#')[0] is var at && !at.StartsWith(page.Url, StringComparison.Ordinal))
                wrong.Add($"{page.Url}: {message.Text} ({at})");
            else if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                wrong.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => wrong.Add($"{page.Url}: {error}");
        return wrong;
    }

    private static async Task LookAsync(IPage page, string name, List<string> wrong)
    {
        if (string.IsNullOrWhiteSpace(await page.TitleAsync())) wrong.Add($"{name}: no title");
        if (await page.Locator("h1").CountAsync() is not 1 and var headings) wrong.Add($"{name}: {headings} h1");
        // What is told to search engines is data: browsers do not run it.
        if (await page.Locator("style, script:not([src]):not([type='application/ld+json']), [style]").CountAsync() is not 0 and var inline) wrong.Add($"{name}: {inline} inline styles or scripts");
        // A count drawn as a measurement: 41.0000000000000.
        if (Regex.Match(await page.InnerTextAsync("main"), @"\d\.\d{9,}") is { Success: true } digits) wrong.Add($"{name}: prints {digits.Value}");
        var over = await page.EvaluateAsync<string>(
            """
            () => {
              const page = document.scrollingElement;
              if (page.scrollWidth <= page.clientWidth) return "";
              const wide = [...document.body.querySelectorAll("*")].filter(e => !e.closest(".table-box") && e.getBoundingClientRect().right > page.clientWidth + 0.5);
              return `${page.scrollWidth} points wide on ${page.clientWidth}: ` + wide.slice(-3).map(e => `${e.tagName}.${e.getAttribute("class")}`).join(", ");
            }
            """);
        if (over.Length > 0) wrong.Add($"{name}: {over}");
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter { get; }
}
