using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Audit;

public sealed class AuditPageTests(TestServer server) : IAsyncLifetime
{
    private readonly RunningPortal portal = new(server);
    private string auditor = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await portal.InitializeAsync();
        auditor = await portal.AddPersonAsync(Roles.Auditor);
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task The_page_says_that_the_chain_holds_since_when_how_long_it_is_and_where_it_ends()
    {
        var head = await portal.GetJsonAsync("/api/v1/audit/head", auditor);
        var text = await PageAsync("/audit");
        Assert.Contains("The chain holds.", text, StringComparison.Ordinal);
        Assert.Contains($"All {head.GetProperty("entries")} entries were read", text, StringComparison.Ordinal);
        Assert.Contains(head.GetProperty("hash").GetString()!, text, StringComparison.Ordinal);
        Assert.Matches(@"\d{4}, \d\d:\d\d:\d\d UTC", text);
    }

    [Fact]
    public async Task A_broken_chain_is_said_first_and_names_the_entry()
    {
        await portal.ExecuteAsync(
            "ALTER TABLE audit.event DISABLE TRIGGER USER; UPDATE audit.event SET person = 'p-other' WHERE id = 3; ALTER TABLE audit.event ENABLE TRIGGER USER");
        using var answer = await portal.SendAsync(HttpMethod.Get, "/audit", auditor);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("<title>The audit log does not hold</title>", html, StringComparison.Ordinal);
        var alarm = Regex.Match(html, "<div class=\"notice notice-refusal\" role=\"alert\".*?</div>", RegexOptions.Singleline);
        Assert.Contains("Entry 3 was changed", alarm.Value, StringComparison.Ordinal);
        Assert.True(alarm.Index < html.IndexOf("<form method=\"get\"", StringComparison.Ordinal));
        Assert.DoesNotContain("The chain holds", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_stands_beside_the_pseudonym_as_long_as_there_is_one()
    {
        var pseudonym = await portal.ScalarAsync<string>("SELECT pseudonym FROM access.person WHERE email = 'analyst-1@example.org'");
        var dataset = await portal.NewDatasetAsync();
        var version = await portal.DraftAsync(dataset, "datacenter-power,IND,2024,1.5,GW,it-load");
        var text = await PageAsync($"/audit?subject=dataset:{dataset}/");
        Assert.Contains($"{pseudonym} analyst-1", text, StringComparison.Ordinal);
        Assert.Contains("uploaded a file version.uploaded file figures.csv;", text, StringComparison.Ordinal);
        Assert.Contains("the portal itself", text, StringComparison.Ordinal);
        using var page = await portal.SendAsync(HttpMethod.Get, $"/audit?subject=dataset:{dataset}/", auditor);
        Assert.Contains($"href=\"/work/versions/{version}\"", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var linked = await portal.SendAsync(HttpMethod.Get, $"/work/versions/{version}", auditor);
        Assert.Equal(HttpStatusCode.OK, linked.StatusCode);

        var erased = await portal.Services.GetRequiredService<ErasePerson>().RunAsync("analyst-1@example.org", AuditEvent.CommandLine, Ct);
        Assert.IsType<Outcome<string>.Done>(erased);
        text = await PageAsync($"/audit?subject=dataset:{dataset}/");
        Assert.Contains($"{pseudonym} erased person", text, StringComparison.Ordinal);
        Assert.DoesNotContain("analyst-1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filtered_to_nothing_offers_to_remove_each_filter()
    {
        using var answer = await portal.SendAsync(HttpMethod.Get, "/audit?person=p-nobody&name=person.added", auditor);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("No entries match.", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/audit?name=person.added\">Remove filter <em>person p-nobody</em></a>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/audit?person=p-nobody\">Remove filter <em>event person.added</em></a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_entries_are_one_link_away_and_the_filter_goes_along()
    {
        await portal.ExecuteAsync("INSERT INTO audit.event (at, person, name, subject) SELECT now(), 'dba', 'note', n::text FROM generate_series(1, 250) n");
        var seen = new List<string>();
        string? next = "/audit?name=note";
        for (; next is not null;)
        {
            using var answer = await portal.SendAsync(HttpMethod.Get, next, auditor);
            var html = await answer.Content.ReadAsStringAsync(Ct);
            seen.AddRange(Regex.Matches(html, "<td class=\"wide\">\\s*<bdi>(\\d+)</bdi>").Select(match => match.Groups[1].Value));
            next = Regex.Match(html, "<a href=\"([^\"]+)\" rel=\"next\">") is { Success: true } link ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;
        }

        Assert.Equal(Enumerable.Range(1, 250).Reverse().Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)), seen);
    }

    [Theory]
    [InlineData("/audit?from=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("/audit?before=x&person=%00", HttpStatusCode.OK)]
    [InlineData("/audit?before=1", HttpStatusCode.OK)]
    public async Task A_strange_address_gets_an_answer(string address, HttpStatusCode status)
    {
        using var answer = await portal.SendAsync(HttpMethod.Get, address, auditor);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Others_neither_see_it_in_the_menu_nor_may_open_it()
    {
        using var planner = await portal.SendAsync(HttpMethod.Get, "/audit", await portal.AddPersonAsync(Roles.Planner));
        Assert.Equal(HttpStatusCode.Forbidden, planner.StatusCode);
        Assert.DoesNotContain("href=\"/audit\"", await portal.Http.GetStringAsync("/", Ct), StringComparison.Ordinal);
        using var own = await portal.SendAsync(HttpMethod.Get, "/", auditor);
        Assert.Contains("href=\"/audit\"", await own.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dataset:power/version:01890a5d-ac96-774b-bcce-b302099a8057", "/work/versions/01890a5d-ac96-774b-bcce-b302099a8057")]
    [InlineData("version:01890a5d-ac96-774b-bcce-b302099a8057", "/work/versions/01890a5d-ac96-774b-bcce-b302099a8057")]
    [InlineData("dataset:power", "/data/power")]
    [InlineData("edition:12", "/releases/12")]
    [InlineData("edition:../1", null)]
    [InlineData("person:p-abcd2345", "/audit?person=p-abcd2345")]
    [InlineData("path:/data/power", null)]
    [InlineData("path:/x/version:01890a5d", null)]
    [InlineData("version:../../sign-out", null)]
    [InlineData("token:01890a5d-ac96-774b-bcce-b302099a8057", null)]
    public void A_subject_leads_to_its_page_where_it_has_one(string subject, string? href) => Assert.Equal(href, SubjectLinks.Of(subject));

    /// <summary>What a reader sees: tags gone, spaces as one.</summary>
    private async Task<string> PageAsync(string address)
    {
        using var answer = await portal.SendAsync(HttpMethod.Get, address, auditor);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var main = Regex.Match(await answer.Content.ReadAsStringAsync(Ct), "<main.*</main>", RegexOptions.Singleline).Value;
        return Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(main, "<[^>]+>", " ")), @"\s+", " ");
    }
}
