using Microsoft.Playwright;

namespace Sovereign.Browser.Tests.Fixtures;

/// <summary>An address for every page of the portal, and for the states of it that look different.</summary>
public static class PortalPages
{
    /// <summary>Pages over published data: anybody reads them, and they offer the same data as files.</summary>
    public static readonly IReadOnlyList<string> Published =
    [
        "/", "/?definition=colocation-it", "/countries", "/countries?q=no-such-land", "/countries/IND", "/countries/USA", "/countries/AND", "/indicators",
        "/indicators/datacenter-power", "/indicators/datacenter-power?definition=colocation-it", "/indicators/electricity-price-industrial", "/indicators/datacenter-power?unit=pc&axis=log&c=IND~CHN", "/indicators/datacenter-power?tab=map",
        "/indicators/internet-users?tab=map", "/indicators/developers?tab=map&unit=pc", "/indicators/datacenter-power?tab=table&unit=gdp", "/indicators/developers?tab=meta", "/compare",
        "/compare?c=IND~USA~CHN&unit=pc", "/countries/IND?peers=income&reference=CHN", "/countries/IND/gap",
        "/countries/IND/gap?identity=delivered", "/countries/CHN/gap?reference=IND&identity=power-by-electricity", "/countries/AND/gap", "/data",
        "/data/datacenter-power", "/data/developers", "/data/developers/1.0.0", "/methods", "/methods/claims", "/methods/progress", "/methods/power-gap-ratio", "/methods/developers-years-behind",
        "/indicators/datacenter-power/history", "/indicators/datacenter-power/history?country=IND",
        "/indicators/datacenter-power/history?country=IND&from=2026-01-01&to=2026-01-02", "/releases", "/releases/1", "/releases/9",
    ];

    /// <summary>Pages that anybody may meet, without data of their own.</summary>
    public static readonly IReadOnlyList<string> Plain =
    [
        "/sign-in", "/telemetry", "/methods/telemetry", "/not-permitted", "/not-found", "/status/404", "/status/503", "/error", "/settings", "/settings?lang=fr", "/countries/XYZ", "/countries/XYZ/gap", "/countries/IND/gap?identity=powr",
        "/indicators/powr", "/indicators/datacenter-power?tab=nap", "/indicators/datacenter-power?unit=per-head", "/compare?c=INX", "/countries/IND?peers=friends", "/?lang=xx", "/data/powr", "/data/developers/9.9.9", "/data/top500.csv", "/data/top500/1.0.0", "/methods/powr", "/help/findings", "/?asOf=2999-01-01", "/releases/999999", "/indicators/datacenter-power/history?country=XYZ",
    ];

    /// <summary>Opens the pages of an analyst one after the other: the desk, a refused upload, a file with errors, a draft; then those of an auditor.</summary>
    /// <param name="page">Becomes signed in.</param>
    /// <param name="look">Gets a name for what is open.</param>
    public static async Task VisitWorkAsync(IPage page, Func<string, Task> look)
    {
        await Portal.SignInAsync(page, "analyst");
        // The same bytes are the same version however often they come, so that every test can ask for them.
        var seed = Portal.SeedFile("top500");
        await Portal.UploadAsync(page, "top500", "top500-with-errors.csv", seed + "top500-rmax,ZZZ,2024,12x,MW,,,,,,,,,,\n");
        await look("/work/versions/{id}, with errors");
        await page.GotoAsync(page.Url.Split('?')[0] + "?view=rows");
        await look("/work/versions/{id}, errors in their rows");
        await Portal.UploadAsync(page, "top500", "top500-draft.csv", seed.Replace(",122.28,", ",122.29,", StringComparison.Ordinal));
        await look("/work/versions/{id}, draft");
        await Portal.UploadAsync(page, "top500", "by-year.csv", "Land;2023;2024\nIndien;1.234,5;1.300,25\nJapan;2.100,75;..\nWelt;9.000,5;9.900,5\n");
        await look("/work/versions/{id}, how is it read");
        await page.GotoAsync(page.Url.Split('?')[0] + "/reading");
        await look("/work/versions/{id}/reading");
        foreach (var path in (string[])["/work", "/work?problem=no-file", "/work/versions/00000000-0000-0000-0000-000000000000", "/sign-in", "/account?lang=fr"])
        {
            await page.GotoAsync(path);
            await look(path + ", signed in");
        }

        await VisitAccountAsync(page, look);
        await VisitAuditAsync(page, look);
        await VisitEnginesAsync(page, look);
    }

    /// <summary>The personal page in its states: a token just made, the page that asks before one ends, one ended, a password refused.</summary>
    private static async Task VisitAccountAsync(IPage page, Func<string, Task> look)
    {
        await page.GotoAsync("/account");
        await page.GetByLabel("Name").FillAsync("a script on the office server");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        await Assertions.Expect(page.Locator(".secret")).ToBeVisibleAsync();
        await look("/account, a token just made");
        await page.GetByRole(AriaRole.Link, new() { Name = "End a script on the office server" }).First.ClickAsync();
        await look("/account/tokens/{id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "End" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await look("/account, a token ended");
        await page.GetByLabel("The password you have now").FillAsync("not the one");
        foreach (var label in (string[])["New password", "New password again"]) await page.GetByLabel(label, new() { Exact = true }).FillAsync("a password never taken");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change the password" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await look("/account, a password refused");
    }

    private static async Task VisitAuditAsync(IPage page, Func<string, Task> look)
    {
        await page.Context.ClearCookiesAsync();
        await Portal.SignInAsync(page, "auditor");
        foreach (var path in (string[])["/audit", "/audit?subject=dataset:&to=2999-12-31", "/audit?person=p-nobody&name=person.added", "/audit?from=yesterday"])
        {
            await page.GotoAsync(path);
            await look(path);
        }
    }

    /// <summary>An operator's pages: nothing enrolled or little, a mistake in a form, a key just issued, the fleet, an engine, one that is not there.</summary>
    private static async Task VisitEnginesAsync(IPage page, Func<string, Task> look)
    {
        await page.Context.ClearCookiesAsync();
        await Portal.SignInAsync(page, "operator");
        await page.GotoAsync("/work/engines");
        await look("/work/engines");
        var (site, engine) = await Portal.EnrolAsync(page);
        await look("/work/engines/{code}, a key just issued");
        await page.GotoAsync($"/work/engines?site={site}&match=no-equals-sign#enrol-engine");
        await page.Locator("#engine-code").FillAsync(engine + "-b");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enrol the engine" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await look("/work/engines, a mistake");
        foreach (var path in (string[])["/telemetry", $"/telemetry/{engine}", $"/telemetry/{engine}?span=days", "/telemetry/no-such-engine", "/telemetry?page=9", $"/work/engines/{engine}", "/work/engines/no-such-engine"])
        {
            await page.GotoAsync(path);
            await look(path + ", operator");
        }
    }
}
