using System.Globalization;
using System.Net;
using Sovereign.Analytics.Evidence;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Audit;

public sealed class AuditApiTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_list_says_is_enough_to_check_the_chain()
    {
        var auditor = await portal.AddPersonAsync(Roles.Auditor);
        var head = await portal.GetJsonAsync("/api/v1/audit/head", auditor);
        var walk = new AuditChainWalk(head.GetProperty("hash").GetString());
        foreach (var item in await portal.ItemsAsync("/api/v1/audit/events", auditor))
        {
            string Text(string name) => item.GetProperty(name).GetString()!;
            Assert.True(
                walk.Take(new AuditRecord(
                    item.GetProperty("id").GetInt64(), DateTimeOffset.Parse(Text("at"), CultureInfo.InvariantCulture), Text("person"), Text("name"),
                    Text("subject"), Text("details"), Text("previousHash"), Text("hash"))),
                walk.Fault?.Sentence);
        }

        Assert.Null(walk.End());
        Assert.Equal((head.GetProperty("entries").GetInt64(), head.GetProperty("id").GetInt64()), (walk.Entries, walk.HeadId));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", head.GetProperty("at").GetString());
    }

    [Fact]
    public async Task Pages_follow_each_other_until_there_is_no_next()
    {
        var auditor = await portal.AddPersonAsync(Roles.Auditor);
        var all = (await portal.ItemsAsync("/api/v1/audit/events?name=token.issued", auditor)).Select(item => item.GetProperty("id").GetInt64()).ToList();
        Assert.True(all.Count > 2);
        var paged = new List<long>();
        for (var next = ""; next is not null;)
        {
            var page = await portal.GetJsonAsync($"/api/v1/audit/events?name=token.issued&limit=2&after={next}", auditor);
            var ids = page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()).ToList();
            Assert.InRange(ids.Count, 1, 2);
            paged.AddRange(ids);
            next = page.TryGetProperty("next", out var after) ? after.GetString() : null;
        }

        Assert.Equal(all, paged);
    }

    [Fact]
    public async Task Entries_are_found_by_person_name_subject_and_time()
    {
        var auditor = await portal.AddPersonAsync(Roles.Auditor);
        var dataset = await portal.NewDatasetAsync();
        var version = await portal.DraftAsync(dataset, "datacenter-power,IND,2024,1.5,GW,it-load");
        var uploaded = Assert.Single(await portal.ItemsAsync($"/api/v1/audit/events?name=version.uploaded&subject=dataset:{dataset}/", auditor));
        Assert.Equal($"dataset:{dataset}/version:{version}", uploaded.GetProperty("subject").GetString());
        var person = uploaded.GetProperty("person").GetString();
        var at = uploaded.GetProperty("at").GetString()!;
        var day = at[..10];

        Assert.All(await portal.ItemsAsync($"/api/v1/audit/events?person={person}", auditor), item => Assert.Equal(person, item.GetProperty("person").GetString()));
        Assert.Empty(await portal.ItemsAsync("/api/v1/audit/events?person=p-nobody", auditor));
        Assert.Single(await portal.ItemsAsync($"/api/v1/audit/events?subject=dataset:{dataset}/&name=version.uploaded&from={day}&to={day}", auditor));
        Assert.Single(await portal.ItemsAsync($"/api/v1/audit/events?subject=dataset:{dataset}/&name=version.uploaded&from={at}&to={at}", auditor));
        Assert.Empty(await portal.ItemsAsync($"/api/v1/audit/events?subject=dataset:{dataset}/&to=2026-01-01", auditor));
        // A percent sign or an underscore is itself.
        Assert.Empty(await portal.ItemsAsync("/api/v1/audit/events?subject=%25", auditor));
        Assert.Empty(await portal.ItemsAsync("/api/v1/audit/events?person=%00", auditor));
    }

    [Fact]
    public async Task The_same_entries_come_as_csv()
    {
        var auditor = await portal.AddPersonAsync(Roles.Auditor);
        using var answer = await portal.SendAsync(HttpMethod.Get, "/api/v1/audit/events?limit=3", auditor, accept: "text/csv");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var lines = (await answer.Content.ReadAsStringAsync(Ct)).TrimEnd().Split("\r\n");
        Assert.Equal("id,at,person,name,subject,details,previousHash,hash", lines[0]);
        Assert.Equal(4, lines.Length);
    }

    [Theory]
    [InlineData("from=yesterday", "bad-from")]
    [InlineData("to=2026-02-30", "bad-to")]
    [InlineData("to=9999-12-31", "bad-to")]
    [InlineData("limit=0", "bad-limit")]
    [InlineData("after=x", "bad-after")]
    public async Task What_cannot_be_read_is_refused_by_name(string query, string code)
    {
        using var answer = await portal.SendAsync(HttpMethod.Get, "/api/v1/audit/events?" + query, await portal.AddPersonAsync(Roles.Auditor));
        Assert.Equal(code, await RunningPortal.ProblemAsync(answer, HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("/api/v1/audit/events")]
    [InlineData("/api/v1/audit/head")]
    public async Task Only_auditors_read_the_log_and_no_cache_keeps_it(string address)
    {
        using var auditor = await portal.SendAsync(HttpMethod.Get, address, await portal.AddPersonAsync(Roles.Auditor));
        Assert.Equal(HttpStatusCode.OK, auditor.StatusCode);
        Assert.True(auditor.Headers.CacheControl?.NoStore);
        using var nobody = await portal.SendAsync(HttpMethod.Get, address);
        Assert.Equal("not-signed-in", await RunningPortal.ProblemAsync(nobody, HttpStatusCode.Unauthorized));
        foreach (var role in Roles.All.Except([Roles.Auditor]))
        {
            using var other = await portal.SendAsync(HttpMethod.Get, address, await portal.AddPersonAsync(role));
            Assert.Equal("not-permitted", await RunningPortal.ProblemAsync(other, HttpStatusCode.Forbidden));
        }
    }
}
