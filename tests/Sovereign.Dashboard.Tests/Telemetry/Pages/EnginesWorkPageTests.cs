using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Pages;

/// <summary>Operators enrol, describe, hold keys and explain alarms by plain forms.</summary>
public sealed partial class EnginesWorkPageTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Page = "/work/engines";

    private static readonly HtmlParser html = new();

    private readonly Fleet fleet = new(portal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_site_and_an_engine_are_enrolled_and_each_key_is_shown_once()
    {
        using var person = await portal.BrowserOfAsync(Roles.Operator);
        var afterSite = await TextAsync(await person.SendAsync(Page, "site", ("code", "plant-a"), ("title", "Plant A"), ("country", "ind"), ("operator", "An office"), ("pue", "1.3")));
        var siteKey = Key().Match(afterSite).Value;
        Assert.NotEmpty(siteKey);
        Assert.Contains("The key of site plant-a", afterSite, StringComparison.Ordinal);
        Assert.DoesNotContain(siteKey, await person.ReadAsync(Page), StringComparison.Ordinal);

        var afterEngine = await TextAsync(await person.SendAsync(
            Page, "engine", ("code", "vllm-a1"), ("site", "plant-a"), ("hardware", "H100 SXM 80GB"), ("accelerators", "8"), ("active_parameters", "7e9"), ("boundary", "node"),
            ("peak_flops", "989e12"), ("match", "instance=10.0.0.1:8000"), ("interval_seconds", "15")));
        var engineKey = Key().Match(afterEngine).Value;
        Assert.NotEmpty(engineKey);
        Assert.NotEqual(siteKey, engineKey);
        // Its page: described as it was typed, with the way to send and the portal's own address.
        var page = html.ParseDocument(await person.ReadAsync($"{Page}/vllm-a1"));
        Assert.DoesNotContain("tk_" + engineKey[3..20], page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("7e9", page.QuerySelector("#engine-active_parameters")!.GetAttribute("value"));
        Assert.Equal("9.89e14", page.QuerySelector("#engine-peak_flops")!.GetAttribute("value"));
        Assert.Equal("node", page.QuerySelector("#engine-boundary option[selected]")!.GetAttribute("value"));
        // The site's, which it takes: not its own.
        Assert.Null(page.QuerySelector("#engine-pue")!.GetAttribute("value"));
        Assert.Contains($"{portal.Http.BaseAddress}api/v1/write", page.QuerySelector("#send")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(8, await portal.ScalarAsync<int>("SELECT accelerators FROM telemetry.engine WHERE code = 'vllm-a1'"));
        // It works.
        await fleet.SendAsync(engineKey, Sent.Generated(Fleet.Now, 5));
    }

    [Theory]
    [InlineData("accelerators", "many", "Accelerators is 'many'")]
    [InlineData("pue", "0.5", "Power usage effectiveness is 0.5")]
    [InlineData("active_parameters", "7", "Active parameters, number is 7")]
    [InlineData("memory_bandwidth", "3350", "Memory bandwidth of one accelerator, bytes/s is 3350")]
    [InlineData("match", "no equals sign", "label=value")]
    [InlineData("code", "Not A Code", "lower-case letters")]
    [InlineData("interval_seconds", "0", "Reports every, seconds is 0")]
    public async Task A_mistake_is_said_above_and_beside_its_field_and_what_was_typed_stays(string field, string typed, string said)
    {
        await fleet.EnrolSiteAsync();
        using var person = await portal.BrowserOfAsync(Roles.Operator);
        (string Name, string Value)[] fields = [("site", fleet.Site), ("hardware", "A card of 2031"), .. field == "code" ? [] : new[] { ("code", "mistaken") }, (field, typed)];
        using var answer = await person.SendAsync(Page, "engine", fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = html.ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
        var summary = page.QuerySelector(".error-summary a")!;
        Assert.Contains(said, summary.TextContent, StringComparison.Ordinal);
        Assert.EndsWith($"#engine-{field}", summary.GetAttribute("href"), StringComparison.Ordinal);
        var input = page.QuerySelector($"#engine-{field}")!;
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Contains(said, page.QuerySelector($"#engine-{field}-wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, input.GetAttribute("value"));
        Assert.Equal("A card of 2031", page.QuerySelector("#engine-hardware")!.GetAttribute("value"));
        Assert.StartsWith("Error:", page.Title, StringComparison.Ordinal);
        Assert.Equal(0, await portal.ScalarAsync<long>("SELECT count(*) FROM telemetry.engine WHERE code IN ('mistaken', 'Not A Code')"));
    }

    [Fact]
    public async Task A_country_that_is_none_and_a_site_that_is_there_are_refused_beside_their_fields()
    {
        await fleet.EnrolSiteAsync();
        using var person = await portal.BrowserOfAsync(Roles.Operator);
        foreach (var (code, country, field) in new[] { ("plant-z", "XYZ", "site-country"), (fleet.Site, "IND", "site-code") })
        {
            using var answer = await person.SendAsync(Page, "site", ("code", code), ("country", country));
            var page = html.ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
            Assert.Equal("true", page.QuerySelector($"#{field}")!.GetAttribute("aria-invalid"));
        }
    }

    [Fact]
    public async Task Keys_are_issued_and_revoked_and_an_engine_is_described_anew_and_retired()
    {
        var (engine, key) = await fleet.EnrolAsync();
        using var person = await portal.BrowserOfAsync(Roles.Operator);
        var address = $"{Page}/{engine}";
        var second = Key().Match(await TextAsync(await person.SendAsync(address, "issue"))).Value;
        Assert.NotEmpty(second);
        using (var third = await person.SendAsync(address, "issue"))
        {
            Assert.Equal(HttpStatusCode.Conflict, third.StatusCode);
            Assert.Contains("two working keys", await third.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        Assert.Contains("The key is revoked", await TextAsync(await person.SendAsync(address, "revoke", ("key", key.Substring(3, 8)))), StringComparison.Ordinal);
        Assert.Equal(1, await portal.ScalarAsync<long>("SELECT count(*) FROM telemetry.engine_key k JOIN telemetry.engine e ON e.id = k.engine_id WHERE e.code = $1 AND k.revoked_at IS NULL", engine));
        Assert.Contains("The description is saved", await TextAsync(await person.SendAsync(address, "describe", ("hardware", "MI300X"), ("accelerators", "2"), ("boundary", "gpu"))), StringComparison.Ordinal);
        Assert.Equal("MI300X", await portal.ScalarAsync<string>("SELECT hardware FROM telemetry.engine WHERE code = $1", engine));
        Assert.Contains("The engine is retired", await TextAsync(await person.SendAsync(address, "retire")), StringComparison.Ordinal);
        using var auditor = await portal.BrowserOfAsync(Roles.Auditor);
        Assert.DoesNotContain($"data-engine=\"{engine}\"", await auditor.ReadAsync("/telemetry"), StringComparison.Ordinal);
        Assert.Contains("retired", await auditor.ReadAsync($"/telemetry/{engine}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_nobody_enrolled_leads_to_a_form_that_is_filled_in()
    {
        await fleet.EnrolSiteAsync();
        await portal.ExecuteAsync($"INSERT INTO telemetry.unknown_target (site_id, target, samples, first_seen, last_seen) SELECT id, 'instance=10.9.8.7:8000;job=vllm', 40, now(), now() FROM telemetry.site WHERE code = '{fleet.Site}'");
        using var person = await portal.BrowserOfAsync(Roles.Operator);
        var page = html.ParseDocument(await person.ReadAsync(Page));
        var link = page.QuerySelectorAll("#unknown tbody tr").Single(row => row.TextContent.Contains(fleet.Site, StringComparison.Ordinal)).QuerySelector("a")!.GetAttribute("href")!;
        var form = html.ParseDocument(await person.ReadAsync(link.Split('#')[0]));
        Assert.Equal("instance=10.9.8.7:8000;job=vllm", form.QuerySelector("#engine-match")!.GetAttribute("value"));
        Assert.Equal(fleet.Site, form.QuerySelector("#engine-site option[selected]")!.GetAttribute("value"));
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
            return WebUtility.HtmlDecode(text);
        }
    }

    [GeneratedRegex("tk_[0-9A-Za-z]{40}")]
    private static partial Regex Key();
}
