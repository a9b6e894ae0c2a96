using System.Net;
using System.Text.Json;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Review;

/// <summary>A draft goes back and comes again, is compared anew when its dataset moved on, and is published once.</summary>
public sealed class ReviewTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_that_was_sent_back_is_published_only_after_its_uploader_submits_it_again()
    {
        var dataset = await portal.NewDatasetAsync();
        var id = await portal.DraftAsync(dataset, Row("IND", 2024, "1"));
        await RefusedAsync(dataset, id, "return", new { comment = " " }, portal.Publisher, HttpStatusCode.BadRequest, "comment-missing");
        await RefusedAsync(dataset, id, "return", new { comment = "mine" }, portal.Uploader, HttpStatusCode.Conflict, "own-upload");
        await RefusedAsync(dataset, id, "submit", new { }, portal.Uploader, HttpStatusCode.Conflict, "not-returned");
        await DoneAsync(dataset, id, "return", new { comment = "Which source is it?" }, portal.Publisher, HttpStatusCode.NoContent);

        var status = await StatusAsync(dataset, id);
        Assert.Equal("draft", status.GetProperty("status").GetString());
        var returned = status.GetProperty("returned");
        Assert.Equal("Which source is it?", returned.GetProperty("comment").GetString());
        Assert.Equal(await portal.ScalarAsync<string>("SELECT pseudonym FROM access.person WHERE normalized_email = 'ANALYST-2@EXAMPLE.ORG'"), returned.GetProperty("by").GetString());
        Assert.True(returned.TryGetProperty("at", out _));
        using (var refused = await portal.TryPublishAsync(dataset, id)) Assert.Equal("returned", await RunningPortal.ProblemAsync(refused, HttpStatusCode.Conflict));
        await RefusedAsync(dataset, id, "return", new { comment = "again" }, portal.Publisher, HttpStatusCode.Conflict, "returned");
        await RefusedAsync(dataset, id, "submit", new { }, portal.Publisher, HttpStatusCode.Forbidden, "not-your-upload");

        // The mended file is a draft of its own, and not the one that was sent back.
        var mended = await portal.DraftAsync(dataset, Row("IND", 2024, "2"));
        Assert.False((await StatusAsync(dataset, mended)).TryGetProperty("returned", out _));

        await DoneAsync(dataset, id, "submit", new { }, portal.Uploader, HttpStatusCode.NoContent);
        Assert.False((await StatusAsync(dataset, id)).TryGetProperty("returned", out _));
        await portal.PublishAsync(dataset, id);
        Assert.Equal(
            "version.returned, version.submitted, version.published",
            await portal.ScalarAsync<string>(
                "SELECT string_agg(name, ', ' ORDER BY id) FROM audit.event WHERE name IN ('version.returned', 'version.submitted', 'version.published') AND subject LIKE '%' || $1", id.ToString()));
    }

    [Fact]
    public async Task A_draft_whose_dataset_was_published_meanwhile_is_compared_again_before_it_is_published()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, Row("IND", 2024, "1"), Row("USA", 2024, "5"));
        var draft = await portal.DraftAsync(dataset, Row("IND", 2024, "2"), Row("USA", 2024, "5"));
        var other = await portal.NewDatasetAsync();
        await portal.LoadAsync(other, Row("IND", 2024, "1"));
        Assert.False((await StatusAsync(dataset, draft)).GetProperty("stale").GetBoolean());

        await portal.PublishAsync(dataset, await portal.DraftAsync(dataset, Row("IND", 2024, "2"), Row("USA", 2024, "6"), Row("CHN", 2024, "3")));
        Assert.True((await StatusAsync(dataset, draft)).GetProperty("stale").GetBoolean());
        using (var stale = await portal.TryPublishAsync(dataset, draft)) Assert.Equal("stale-base", await RunningPortal.ProblemAsync(stale, HttpStatusCode.Conflict));

        await DoneAsync(dataset, draft, "compare", new { }, portal.Publisher, HttpStatusCode.Accepted);
        await portal.ReadAsync(draft);
        var status = await StatusAsync(dataset, draft);
        Assert.Equal(
            (false, 0, 1, 1), (status.GetProperty("stale").GetBoolean(), status.GetProperty("added").GetInt32(), status.GetProperty("changed").GetInt32(), status.GetProperty("absent").GetInt32()));
        Assert.Equal(["coverage-lost"], (await portal.ItemsAsync($"/api/v1/datasets/{dataset}/versions/{draft}/findings", portal.Uploader)).Select(item => item.GetProperty("code").GetString()));
        var change = (await portal.ItemsAsync($"/api/v1/datasets/{dataset}/versions/{draft}/changes", portal.Uploader))[0];
        Assert.Equal((6, 5), (change.GetProperty("previousValue").GetInt32(), change.GetProperty("value").GetInt32()));
        await portal.PublishAsync(dataset, draft);
    }

    [Fact]
    public async Task What_another_dataset_publishes_meanwhile_refuses_nothing_but_its_own_observations()
    {
        var (mine, theirs) = (await portal.NewDatasetAsync(), await portal.NewDatasetAsync());
        var free = await portal.DraftAsync(mine, Row("IND", 2024, "1"));
        var taken = await portal.DraftAsync(mine, System.Text.Encoding.UTF8.GetBytes($"{RunningPortal.Header},source\n{Row("IND", 2024, "1")},{theirs}"));
        await portal.LoadAsync(theirs, Row("IND", 2024, "1"));
        using (var refused = await portal.TryPublishAsync(mine, taken)) Assert.Equal("key-owned-elsewhere", await RunningPortal.ProblemAsync(refused, HttpStatusCode.Conflict));
        await portal.PublishAsync(mine, free);
    }

    [Fact]
    public async Task Of_two_people_who_publish_at_once_one_does()
    {
        var second = await portal.AddPersonAsync(Roles.Analyst);
        for (var round = 0; round < 5; round++)
        {
            // The same draft twice.
            var dataset = await portal.NewDatasetAsync();
            var draft = await portal.DraftAsync(dataset, Row("IND", 2024, "1"));
            await OneWinsAsync("not-a-draft", portal.TryPublishAsync(dataset, draft), portal.TryPublishAsync(dataset, draft, token: second));

            // Two drafts of one dataset.
            var (one, two) = (await portal.DraftAsync(dataset, Row("IND", 2024, "1.1")), await portal.DraftAsync(dataset, Row("IND", 2024, "1.2")));
            await OneWinsAsync("stale-base", portal.TryPublishAsync(dataset, one), portal.TryPublishAsync(dataset, two, token: second));
            Assert.Equal(1L, await portal.ScalarAsync<long>(
                "SELECT count(*) FROM datasets.version v JOIN datasets.dataset d ON d.id = v.dataset_id AND d.edition_to IS NULL WHERE d.code = $1 AND v.status = 'published'", dataset));
        }
    }

    [Fact]
    public async Task The_page_says_whom_a_draft_waits_for_and_takes_every_step()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, Row("IND", 2024, "1"), Row("IND", 2023, "1"));
        var id = await portal.DraftAsync(dataset, Row("IND", 2024, "2"));
        var address = $"/work/versions/{id}";
        using var analyst = await SignedInBrowser.OpenAsync(portal, "analyst-1@example.org");
        using var reviewer = await SignedInBrowser.OpenAsync(portal, "analyst-2@example.org");
        Assert.Contains("It waits for you, or another second person, to review it.", await reviewer.ReadAsync(address), StringComparison.Ordinal);
        using (var sent = await reviewer.SendAsync(address, "return", ("comment", "Where is 2023?"))) Assert.True(sent.IsSuccessStatusCode);
        Assert.Contains("It waits for you: it was sent back with a comment.", await analyst.ReadAsync(address), StringComparison.Ordinal);
        Assert.Contains("its uploader: it was sent back with a comment", await reviewer.ReadAsync("/work"), StringComparison.Ordinal);
        Assert.DoesNotContain(">Publish</button>", await reviewer.ReadAsync(address), StringComparison.Ordinal);
        using (var submitted = await analyst.SendAsync(address, "submit")) Assert.True(submitted.IsSuccessStatusCode);

        await portal.PublishAsync(dataset, await portal.DraftAsync(dataset, Row("IND", 2024, "1.5"), Row("IND", 2023, "1")));
        Assert.Contains("somebody to compare it again", await reviewer.ReadAsync("/work"), StringComparison.Ordinal);
        using (var compared = await reviewer.SendAsync(address, "compare")) Assert.True(compared.IsSuccessStatusCode);
        await portal.ReadAsync(id);

        // A removal is typed, and the public is told why.
        await SaysAsync(reviewer, address, "Publishing would remove 1 row, not 2.", ("removed", "2"), ("comment", "2023 was withdrawn"), ("kind", "update"));
        await SaysAsync(reviewer, address, "type their number in digits: 1", ("removed", "all"), ("comment", "2023 was withdrawn"), ("kind", "update"));
        await SaysAsync(reviewer, address, "Removing rows needs a public note", ("removed", "1"), ("kind", "update"));
        await SaysAsync(reviewer, address, "A correction needs a public note", ("kind", "correction"));
        using (var published = await reviewer.SendAsync(address, "publish", ("removed", "1"), ("comment", "2023 was withdrawn"), ("kind", "update"))) Assert.True(published.IsSuccessStatusCode);
        Assert.Equal("2.0.0 1", await portal.ScalarAsync<string>("SELECT semantic || ' ' || removed FROM datasets.version WHERE id = $1", id));
    }

    [Fact]
    public async Task The_number_of_rows_that_disappear_is_checked_when_it_is_given()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, Row("IND", 2023, "1"), Row("IND", 2024, "1"), Row("IND", 2025, "1"));
        var id = await portal.DraftAsync(dataset, Row("IND", 2024, "1"));
        foreach (var wrong in new object[] { new { removeMissing = true, removed = 1 }, new { removed = 2 }, new { removeMissing = true, removed = 0 } })
        {
            using var refused = await portal.TryPublishAsync(dataset, id, wrong);
            Assert.Equal("removal-count", await RunningPortal.ProblemAsync(refused, HttpStatusCode.Conflict));
        }

        Assert.Equal(2, (await portal.PublishAsync(dataset, id, new { removeMissing = true, removed = 2 })).GetProperty("removed").GetInt32());
    }

    private static async Task OneWinsAsync(string code, params Task<HttpResponseMessage>[] publishing)
    {
        var answers = await Task.WhenAll(publishing);
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(code, await RunningPortal.ProblemAsync(answers.Single(answer => answer.StatusCode != HttpStatusCode.OK), HttpStatusCode.Conflict));
        foreach (var answer in answers) answer.Dispose();
    }

    private static async Task SaysAsync(SignedInBrowser browser, string address, string sentence, params (string, string)[] fields)
    {
        using var answer = await browser.SendAsync(address, "publish", fields);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(sentence, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
    }

    private async Task RefusedAsync(string dataset, Guid id, string step, object body, string token, HttpStatusCode status, string code)
    {
        using var answer = await portal.PostAsync(dataset, id, step, body, token);
        Assert.Equal(code, await RunningPortal.ProblemAsync(answer, status));
    }

    private async Task DoneAsync(string dataset, Guid id, string step, object body, string token, HttpStatusCode status)
    {
        using var answer = await portal.PostAsync(dataset, id, step, body, token);
        Assert.Equal(status, answer.StatusCode);
    }

    private Task<JsonElement> StatusAsync(string dataset, Guid id) => portal.GetJsonAsync($"/api/v1/datasets/{dataset}/versions/{id}", portal.Uploader);

    private static string Row(string country, int year, string value) => $"datacenter-power,{country},{year},{value},GW,it-load";
}
