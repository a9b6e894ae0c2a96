using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Telemetry.Live;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Pages;

/// <summary>The pages of live telemetry show what was sent, to those who may see it.</summary>
public sealed class TelemetryPagesTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static readonly HtmlParser html = new();

    private readonly Fleet fleet = new(portal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_fleet_shows_what_was_sent_and_a_dash_for_what_was_not()
    {
        var (measured, key) = await fleet.EnrolAsync(form => form with { Model = "llama-3-70b", Boundary = "gpu" });
        var (silent, _) = await fleet.EnrolAsync();
        await fleet.SendAsync(key, Minutes.Of(8, tokensPerSecond: 120, watts: 300));
        await fleet.RollUpAsync();
        using var planner = await portal.BrowserOfAsync(Roles.Planner);
        var page = html.ParseDocument(await planner.ReadAsync("/telemetry"));
        Assert.Equal("live", Cell(page, measured, "State"));
        Assert.Equal("120", Cell(page, measured, "Generated"));
        Assert.Equal("2.50", Cell(page, measured, "Energy"));
        Assert.Equal("300", Cell(page, measured, "Power"));
        Assert.Equal("42.0", Cell(page, measured, "KV cache"));
        Assert.Equal("3.00", Cell(page, measured, "Running"));
        Assert.Equal("0.750", Cell(page, measured, "First token"));
        // Nothing was said of prompts: not known, and not zero.
        Assert.Equal("–not known", Cell(page, measured, "Prompts"));
        Assert.Equal("never reported", Cell(page, silent, "State"));
        Assert.Equal("–not known", Cell(page, silent, "Generated"));
        Assert.Contains("provisional", page.QuerySelector("[data-live=badge]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("llama-3-70b", page.QuerySelector($"tr[data-engine='{measured}']")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_stopped_an_hour_ago_is_stale_since_then_and_keeps_no_figure()
    {
        var (engine, key) = await fleet.EnrolAsync();
        await fleet.SendAsync(key, Minutes.Of(8, 50, pause: 3_600_000));
        await fleet.RollUpAsync();
        var since = DateTimeOffset.FromUnixTimeMilliseconds(Fleet.Now - 3_600_000);
        using var auditor = await portal.BrowserOfAsync(Roles.Auditor);
        var page = html.ParseDocument(await auditor.ReadAsync("/telemetry"));
        Assert.Contains(Cell(page, engine, "State"), new[] { $"stale since {since:HH:mm}", $"stale since {since.AddMinutes(-1):HH:mm}" });
        Assert.Equal("–not known", Cell(page, engine, "Generated"));
    }

    [Fact]
    public async Task Who_is_not_signed_in_sees_no_engine_no_site_and_no_script()
    {
        await fleet.EnrolSiteAsync();
        var (engine, key) = await fleet.EnrolAsync();
        await fleet.SendAsync(key, Minutes.Of(8, 77));
        await fleet.RollUpAsync();
        using var answer = await portal.SendAsync(HttpMethod.Get, "/telemetry");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.DoesNotContain(engine, text, StringComparison.Ordinal);
        Assert.DoesNotContain(fleet.Site, text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sd-live", text, StringComparison.Ordinal);
        Assert.Contains("at least five operators", text, StringComparison.Ordinal);
        var summary = await portal.GetJsonAsync("/api/v1/telemetry/summary");
        Assert.False(summary.TryGetProperty("totals", out _));
        Assert.DoesNotContain(fleet.Site, summary.GetRawText(), StringComparison.Ordinal);
        foreach (var address in (string[])["/api/v1/telemetry/fleet", "/api/v1/telemetry/intake", "/api/v1/telemetry/alarms"])
        {
            using var api = await portal.SendAsync(HttpMethod.Get, address);
            Assert.Equal("not-signed-in", await RunningPortal.ProblemAsync(api, HttpStatusCode.Unauthorized));
        }
    }

    [Theory]
    [InlineData(Roles.Operator, true, true)]
    [InlineData(Roles.Planner, true, false)]
    [InlineData(Roles.Auditor, true, false)]
    [InlineData(Roles.Analyst, false, false)]
    [InlineData(Roles.Policymaker, false, false)]
    public async Task Roles_see_what_is_theirs(string role, bool reads, bool manages)
    {
        var (engine, _) = await fleet.EnrolAsync();
        using var person = await portal.BrowserOfAsync(role);
        var fleetPage = await person.ReadAsync("/telemetry");
        Assert.Equal(reads, fleetPage.Contains(engine, StringComparison.Ordinal));
        Assert.Equal(manages, fleetPage.Contains("href=\"/work/engines\"", StringComparison.Ordinal));
        foreach (var (address, may) in new[] { ($"/telemetry/{engine}", reads), ("/work/engines", manages), ($"/work/engines/{engine}", manages) })
        {
            using var answer = await person.GetAsync(address);
            Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_page_of_an_engine_says_what_it_is_what_it_does_and_what_of_it_was_not_kept()
    {
        var (engine, key) = await fleet.EnrolAsync(form => form with { Model = "qwen-2-7b", ActiveParameters = 7e9, Boundary = "node", MaxPowerWatts = 700 });
        await fleet.SendAsync(key, [.. Minutes.Of(20, 40, 200), Sent.Generated(Fleet.Now + 3_600_000, 1), new("vllm:made_up_total", Fleet.Now, 1), new("vllm:made_up_total", Fleet.Now - 15_000, 1)]);
        await fleet.RollUpAsync();
        using var auditor = await portal.BrowserOfAsync(Roles.Auditor);
        var text = await auditor.ReadAsync($"/telemetry/{engine}");
        var page = html.ParseDocument(text);
        var main = page.QuerySelector("main")!.TextContent;
        Assert.Contains("qwen-2-7b", main, StringComparison.Ordinal);
        Assert.Contains("7.00\u00a0billion", main, StringComparison.Ordinal);
        Assert.Contains("the whole computer (node)", main, StringComparison.Ordinal);
        var received = page.QuerySelector("#received")!.TextContent;
        Assert.Contains("future", received, StringComparison.Ordinal);
        Assert.Contains("A sample lay further in the future than clocks may differ.", received, StringComparison.Ordinal);
        Assert.Contains("unmapped-metric", received, StringComparison.Ordinal);
        // Tokens of twenty minutes, told by minute: a line, and a table with the same values.
        var tokens = page.QuerySelectorAll("figure.plate").Single(figure => figure.QuerySelector("h3")!.TextContent.StartsWith("Tokens", StringComparison.Ordinal));
        Assert.NotNull(tokens.QuerySelector("polyline"));
        Assert.True(tokens.QuerySelectorAll("tbody tr").Count(row => row.TextContent.Contains("40.0", StringComparison.Ordinal)) >= 15);
        Assert.Equal(60, tokens.QuerySelectorAll("tbody tr").Length);
        var hash = await portal.ScalarAsync<string>("SELECT encode(b.sha256, 'hex') FROM telemetry.batch b JOIN telemetry.engine_key k ON k.id = b.key_id JOIN telemetry.engine e ON e.id = k.engine_id WHERE e.code = $1", engine);
        Assert.Contains(hash, page.QuerySelector("#batches")!.TextContent, StringComparison.Ordinal);
        // The hours are there too.
        Assert.Contains("Last two days by hour", main, StringComparison.Ordinal);
        using var hours = await auditor.GetAsync($"/telemetry/{engine}?span=days");
        Assert.Equal(HttpStatusCode.OK, hours.StatusCode);
    }

    [Fact]
    public async Task An_engine_that_is_not_there_is_a_page_that_says_so()
    {
        using var auditor = await portal.BrowserOfAsync(Roles.Auditor);
        using var answer = await auditor.GetAsync("/telemetry/no-such-engine");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such engine", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_the_fleet_its_intake_and_its_totals()
    {
        var (engine, key) = await fleet.EnrolAsync();
        await fleet.SendAsync(key, [.. Minutes.Of(8, 60), Sent.Generated(Fleet.Now + 3_600_000, 1)]);
        await fleet.RollUpAsync();
        var planner = await portal.AddPersonAsync(Roles.Planner);
        var line = (await portal.ItemsAsync("/api/v1/telemetry/fleet", planner)).Single(item => item.GetProperty("code").GetString() == engine);
        Assert.Equal(60, line.GetProperty("tokensPerSecond").GetDouble(), 6);
        Assert.False(line.TryGetProperty("watts", out _));
        var intake = await portal.GetJsonAsync($"/api/v1/telemetry/intake?engine={engine}&hours=1", planner);
        Assert.Equal(1, intake.GetProperty("requests").GetInt64());
        Assert.Equal("future", intake.GetProperty("refused")[0].GetProperty("reason").GetString());
        Assert.True((await portal.GetJsonAsync("/api/v1/telemetry/summary", planner)).GetProperty("totals").GetProperty("live").GetInt32() >= 1);
        using var unknown = await portal.SendAsync(HttpMethod.Get, "/api/v1/telemetry/intake?engine=no-such", planner);
        Assert.Equal("no-such-engine", await RunningPortal.ProblemAsync(unknown, HttpStatusCode.NotFound));
        using var tooLong = await portal.SendAsync(HttpMethod.Get, "/api/v1/telemetry/intake?hours=1000", planner);
        Assert.Equal("bad-hours", await RunningPortal.ProblemAsync(tooLong, HttpStatusCode.BadRequest));
    }

    private static string Cell(IHtmlDocument page, string engine, string title)
    {
        var column = FleetColumns.All.Index().Single(entry => entry.Item.Title == title).Index;
        return page.QuerySelector($"tr[data-engine='{engine}'] [data-cell='{column}']")!.TextContent.Trim();
    }
}
