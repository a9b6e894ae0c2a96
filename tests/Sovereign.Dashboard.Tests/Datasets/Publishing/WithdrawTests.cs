using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Publishing;

/// <summary>A published version is taken back: what stood before it stands again, and its own days still show it.</summary>
public sealed class WithdrawTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Power = "datacenter-power";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_rows_before_the_version_stand_again_with_their_file_and_line()
    {
        var dataset = await portal.NewDatasetAsync();
        var first = await portal.LoadAsync(dataset, Row("IND", 2022, "1.10"), Row("IND", 2023, "2.20"), Row("IND", 2024, "3.30"));
        var before = await AnswersAsync(dataset);
        var traced = await SaidAsync(dataset);
        // Changes one, removes one, leaves one and adds one.
        var second = await PublishAsync(dataset, new { removeMissing = true, kind = "correction" }, Row("USA", 2024, "9.90"), Row("IND", 2024, "3.30"), Row("IND", 2023, "2.25"));
        var during = await AnswersAsync(dataset, second);
        Assert.Equal(during, await AnswersAsync(dataset));

        var withdrawn = await WithdrawAsync(dataset, Id(second), "A column was shifted.");
        Assert.Equal((1, 1, 1), (Int(withdrawn, "added"), Int(withdrawn, "changed"), Int(withdrawn, "removed")));
        Assert.Equal("3.0.0", Text(withdrawn, "semantic"));
        Assert.True(Int(withdrawn, "edition") > Int(second, "edition"));

        // What stands is what stood, down to the version, and what it is read from down to file and line.
        Assert.Equal(before, await AnswersAsync(dataset));
        Assert.Equal(traced, await SaidAsync(dataset));
        // The days of both still say what they said, byte by byte.
        Assert.Equal(before, await AnswersAsync(dataset, first));
        Assert.Equal(during, await AnswersAsync(dataset, second));
        Assert.Equal(before, await AnswersAsync(dataset, withdrawn));
        // Nothing of what was published was written over.
        Assert.Equal(0L, await portal.ScalarAsync<long>("SELECT count(*) FROM (SELECT 1 FROM datasets.observation WHERE edition_to IS NULL GROUP BY indicator_id, country_id, period_start, frequency, definition_id, control, source_id HAVING count(*) > 1) AS twice"));
    }

    [Fact]
    public async Task A_withdrawn_version_says_so_with_the_reason_and_what_stands_now()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, Row("IND", 2024, "3.3"));
        var wrong = await PublishAsync(dataset, new { }, Row("IND", 2024, "33"));
        var withdrawn = await WithdrawAsync(dataset, Id(wrong), "  Ten times too large.  ");

        var version = await portal.GetJsonAsync(Address(dataset, Id(wrong)), portal.Uploader);
        Assert.Equal("withdrawn", Text(version, "status"));
        var by = version.GetProperty("withdrawnBy");
        Assert.Equal((Int(withdrawn, "edition"), "1.1.1", "Ten times too large."), (Int(by, "edition"), Text(by, "version"), Text(by, "reason")));
        var instead = version.GetProperty("standsInstead");
        Assert.Equal((withdrawn.GetProperty("withdrawal").GetGuid(), "1.1.1"), (Id(instead), Text(instead, "version")));

        var withdrawal = await portal.GetJsonAsync(Text(instead, "href")!, portal.Uploader);
        Assert.Equal(("published", "1.1.0"), (Text(withdrawal, "status"), Text(withdrawal.GetProperty("takesBack"), "version")));
        Assert.Null(Text(withdrawal, "sha256"));
        foreach (var file in new[] { "file", "file-with-errors" })
        {
            using var none = await portal.SendAsync(HttpMethod.Get, $"{Text(instead, "href")}/{file}", portal.Uploader);
            Assert.Equal("no-such-file", await RunningPortal.ProblemAsync(none, HttpStatusCode.NotFound));
        }

        Assert.Equal("3.3", (await portal.ItemsAsync(Text(instead, "figures")!)).Single().GetProperty("value").GetRawText());
        var listed = await portal.ItemsAsync($"/api/v1/datasets/{dataset}/versions");
        Assert.Equal([("1.1.1", "published"), ("1.1.0", "withdrawn"), ("1.0.0", "superseded")], listed.Select(item => (Text(item, "version"), Text(item, "status"))));
        Assert.Equal((Int(withdrawn, "edition"), "Ten times too large."), (Int(listed[1], "withdrawnIn"), Text(listed[1], "withdrawnBecause")));
        var summary = (await portal.ItemsAsync("/api/v1/datasets")).Single(item => Text(item, "code") == dataset);
        Assert.Equal(("1.1.1", 1), (Text(summary, "version"), Int(summary, "rows")));

        // Whoever uploads is told nothing of what is in the log; the log has one entry.
        Assert.Equal(1L, await portal.ScalarAsync<long>("SELECT count(*) FROM audit.event WHERE name = 'version.withdrawn' AND subject = $1", $"dataset:{dataset}/version:{Id(wrong)}"));
    }

    [Fact]
    public async Task Withdrawing_the_first_version_leaves_nothing_and_the_next_upload_works()
    {
        var dataset = await portal.NewDatasetAsync();
        var rows = new[] { Row("IND", 2024, "3.3"), Row("USA", 2024, "50") };
        var first = await portal.LoadAsync(dataset, rows);
        var withdrawn = await WithdrawAsync(dataset, Id(first), "Not ours to publish.");
        Assert.Equal((0, 0, 2), (Int(withdrawn, "added"), Int(withdrawn, "changed"), Int(withdrawn, "removed")));
        Assert.Equal("2.0.0", Text(withdrawn, "semantic"));
        Assert.Empty(await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}"));
        Assert.Equal(0, Int((await portal.ItemsAsync("/api/v1/datasets")).Single(item => Text(item, "code") == dataset), "rows"));

        // The same bytes again are a new version.
        var again = await portal.DraftAsync(dataset, rows);
        Assert.NotEqual(Id(first), again);
        var published = await portal.PublishAsync(dataset, again);
        Assert.Equal((2, 0, 0, "2.1.0"), (Int(published, "added"), Int(published, "changed"), Int(published, "removed"), Text(published, "semantic")));
        Assert.Equal(2, (await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}")).Length);
        Assert.Equal(2, (await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}&asOf={At(first)}")).Length);
        Assert.Empty(await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}&asOf={At(withdrawn)}"));
    }

    [Fact]
    public async Task Version_after_version_is_taken_back_from_the_newest_on()
    {
        var dataset = await portal.NewDatasetAsync();
        var first = await portal.LoadAsync(dataset, Row("IND", 2023, "1"), Row("IND", 2024, "1"));
        var second = await PublishAsync(dataset, new { }, Row("IND", 2023, "2"), Row("IND", 2024, "2"), Row("USA", 2024, "2"));
        var third = await PublishAsync(dataset, new { removeMissing = true }, Row("IND", 2023, "3"), Row("USA", 2024, "2"));
        var answers = new List<(JsonElement Edition, string Said)>();
        foreach (var made in new[] { first, second, third }) answers.Add((made, await AnswersAsync(dataset, made)));

        using (var early = await TryWithdrawAsync(dataset, Id(first), new { comment = "Too early." }))
        {
            Assert.Equal("not-current", await RunningPortal.ProblemAsync(early, HttpStatusCode.Conflict));
            Assert.Contains(Id(third).ToString(), await early.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        var one = await WithdrawAsync(dataset, Id(third), "One step.");
        Assert.Equal(answers[1].Said, await AnswersAsync(dataset));
        Assert.Equal((1, 1, 0), (Int(one, "added"), Int(one, "changed"), Int(one, "removed")));
        var two = await WithdrawAsync(dataset, Id(second), "Another.");
        Assert.Equal(answers[0].Said, await AnswersAsync(dataset));
        Assert.Equal((0, 2, 1), (Int(two, "added"), Int(two, "changed"), Int(two, "removed")));
        await WithdrawAsync(dataset, Id(first), "All of it.");
        Assert.Empty(await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}"));
        foreach (var (made, said) in answers) Assert.Equal(said, await AnswersAsync(dataset, made));
        Assert.Equal(answers[1].Said, await AnswersAsync(dataset, one));
        Assert.Equal(answers[0].Said, await AnswersAsync(dataset, two));
    }

    [Fact]
    public async Task A_draft_that_waits_is_compared_anew()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, Row("IND", 2024, "1"));
        var wrong = await PublishAsync(dataset, new { }, Row("IND", 2024, "2"), Row("IND", 2023, "2"));
        var draft = await portal.DraftAsync(dataset, Row("IND", 2024, "2"), Row("IND", 2023, "5"));
        await WithdrawAsync(dataset, Id(wrong), "Wrong.");
        using var stale = await portal.TryPublishAsync(dataset, draft);
        Assert.Equal("stale-base", await RunningPortal.ProblemAsync(stale, HttpStatusCode.Conflict));
        using var compare = await portal.SendAsync(HttpMethod.Post, $"/api/v1/datasets/{dataset}/versions/{draft}/compare", portal.Publisher);
        Assert.Equal(HttpStatusCode.Accepted, compare.StatusCode);
        await portal.ReadAsync(draft);
        var published = await portal.PublishAsync(dataset, draft);
        Assert.Equal((1, 1), (Int(published, "added"), Int(published, "changed")));
    }

    [Fact]
    public async Task A_large_first_load_that_is_a_segment_of_its_own_is_taken_back()
    {
        var dataset = await portal.NewDatasetAsync();
        var start = new DateOnly(1950, 1, 1);
        string[] countries = ["IND", "USA", "CHN", "COD", "COG"];
        var first = await portal.LoadAsync(dataset, [.. Enumerable.Range(0, 100_000).Select(row => Daily(row, 1))]);
        var number = await portal.ScalarAsync<int>("SELECT number FROM datasets.version WHERE id = $1", Id(first));
        Assert.Equal(100_000L, await portal.ScalarAsync<long>($"SELECT count(*) FROM datasets.observation_{number}"));
        var whole = await portal.GetCsvAsync($"/api/v1/observations?dataset={dataset}");

        var second = await PublishAsync(dataset, new { }, [.. Enumerable.Range(0, 1_000).Select(row => Daily(row, 2))]);
        var back = await WithdrawAsync(dataset, Id(second), "Wrong.");
        Assert.Equal((0, 1_000, 0), (Int(back, "added"), Int(back, "changed"), Int(back, "removed")));
        Assert.Equal(whole, await portal.GetCsvAsync($"/api/v1/observations?dataset={dataset}"));

        var all = await WithdrawAsync(dataset, Id(first), "Wrong as well.");
        Assert.Equal(100_000, Int(all, "removed"));
        Assert.Empty(await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}"));
        Assert.Equal(whole, await portal.GetCsvAsync($"/api/v1/observations?dataset={dataset}&asOf={At(first)}"));
        Assert.Equal(whole, await portal.GetCsvAsync($"/api/v1/observations?dataset={dataset}&asOf={At(back)}"));

        string Daily(int row, int more) => $"electricity-generation,{countries[row % 5]},{start.AddDays(row / 5):yyyy-MM-dd},{row % 7 + more},TW.h,";
    }

    [Fact]
    public async Task Refusals()
    {
        var dataset = await portal.NewDatasetAsync();
        var published = await portal.LoadAsync(dataset, Row("IND", 2024, "1"));
        var draft = await portal.DraftAsync(dataset, Row("IND", 2024, "2"));
        var before = await portal.FingerprintAsync();

        await RefusedAsync(Id(published), new { }, HttpStatusCode.BadRequest, "missing-comment");
        await RefusedAsync(Id(published), new { comment = "  " }, HttpStatusCode.BadRequest, "missing-comment");
        await RefusedAsync(Id(published), new { comment = new string('x', 2_001) }, HttpStatusCode.BadRequest, "comment-too-long");
        await RefusedAsync(draft, new { comment = "Why." }, HttpStatusCode.Conflict, "not-published");
        await RefusedAsync(Guid.NewGuid(), new { comment = "Why." }, HttpStatusCode.NotFound, "unknown-version");
        using (var elsewhere = await TryWithdrawAsync("without-source", Id(published), new { comment = "Why." }))
            Assert.Equal("unknown-version", await RunningPortal.ProblemAsync(elsewhere, HttpStatusCode.NotFound));
        using (var nobody = await portal.SendAsync(HttpMethod.Post, $"{Address(dataset, Id(published))}/withdraw", null, Json(new { comment = "Why." })))
            Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        using (var auditor = await TryWithdrawAsync(dataset, Id(published), new { comment = "Why." }, await portal.AddPersonAsync(Roles.Auditor)))
            Assert.Equal(HttpStatusCode.Forbidden, auditor.StatusCode);
        Assert.Equal(before, await portal.FingerprintAsync());

        // Whoever uploaded it may take it back.
        var withdrawn = await WithdrawAsync(dataset, Id(published), "Why.", portal.Uploader);
        before = await portal.FingerprintAsync();
        await RefusedAsync(Id(published), new { comment = "Again." }, HttpStatusCode.Conflict, "already-withdrawn");
        await RefusedAsync(withdrawn.GetProperty("withdrawal").GetGuid(), new { comment = "Undo." }, HttpStatusCode.Conflict, "is-withdrawal");
        Assert.Equal(before, await portal.FingerprintAsync());

        async Task RefusedAsync(Guid version, object body, HttpStatusCode status, string code)
        {
            using var answer = await TryWithdrawAsync(dataset, version, body);
            Assert.Equal(code, await RunningPortal.ProblemAsync(answer, status));
        }
    }

    [Fact]
    public async Task What_has_gone_to_another_dataset_is_not_made_to_stand_twice()
    {
        var (dataset, other) = (await portal.NewDatasetAsync(), await portal.NewDatasetAsync());
        await portal.LoadAsync(dataset, Row("IND", 2023, "1"), Row("IND", 2024, "1"));
        var removal = await PublishAsync(dataset, new { removeMissing = true }, Row("IND", 2024, "1"));
        var taken = await portal.PublishAsync(other, await portal.DraftAsync(other, Encoding.UTF8.GetBytes($"{RunningPortal.Header},source\n{Row("IND", 2023, "7")},{dataset}")));
        var before = await portal.FingerprintAsync();
        using (var answer = await TryWithdrawAsync(dataset, Id(removal), new { comment = "Why." }))
        {
            Assert.Equal("key-owned-elsewhere", await RunningPortal.ProblemAsync(answer, HttpStatusCode.Conflict));
            Assert.Contains(other, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        Assert.Equal(before, await portal.FingerprintAsync());
        await WithdrawAsync(other, Id(taken), "It belongs there.");
        await WithdrawAsync(dataset, Id(removal), "Now it can.");
        Assert.Equal(2, (await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}")).Length);
    }

    [Fact]
    public async Task Of_two_who_withdraw_at_once_one_does()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, Row("IND", 2024, "1"));
        var wrong = await PublishAsync(dataset, new { }, Row("IND", 2024, "2"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TryWithdrawAsync(dataset, Id(wrong), new { comment = "Both saw it." })));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.StatusCode != HttpStatusCode.OK), answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
        Assert.Single(await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}"));
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task The_history_names_the_withdrawal_and_the_release_what_it_took_back()
    {
        var dataset = await portal.NewDatasetAsync();
        var first = await portal.LoadAsync(dataset, Row("IND", 2024, "3.60"));
        var wrong = await PublishAsync(dataset, new { comment = "New year" }, Row("USA", 2024, "1"), Row("IND", 2024, "36.0"));
        var withdrawn = await WithdrawAsync(dataset, Id(wrong), "A decimal slipped.");
        var edition = Int(withdrawn, "edition");

        var history = await portal.ItemsAsync($"/api/v1/observations/history?indicator={Power}&country=IND&source={dataset}");
        Assert.Equal([edition, Int(wrong, "edition"), Int(first, "edition")], history.Select(item => Int(item, "edition")));
        Assert.Equal(("changed", 3.6, 36, "1.1.0", "A decimal slipped."), (Text(history[0], "change"), Number(history[0], "value"), Number(history[0], "previousValue"), Text(history[0], "takesBack"), Text(history[0], "comment")));
        // The line is that of the file that brought the figure, not of the one that was withdrawn.
        Assert.Equal((Text(history[2], "sha256"), 2), (Text(history[0], "sha256"), Int(history[0], "line")));
        Assert.Equal(("removed", "1.1.0"), (Text((await portal.ItemsAsync($"/api/v1/observations/history?indicator={Power}&country=USA&source={dataset}"))[0], "change"), Text(history[0], "takesBack")));

        var editions = await portal.ItemsAsync("/api/v1/editions");
        var release = editions.Single(item => Int(item, "number") == edition);
        Assert.Equal(("withdrawal", "1.1.0", 0, 1, 1), (Text(release, "kind"), Text(release, "takesBack"), Int(release, "added"), Int(release, "changed"), Int(release, "removed")));
        Assert.Equal(edition, Int(editions.Single(item => Int(item, "number") == Int(wrong, "edition")), "withdrawnIn"));
        var changes = await portal.ItemsAsync($"/api/v1/editions/{edition}/changes");
        Assert.Equal(["changed", "removed"], changes.Select(item => Text(item, "change")));
        // Asked as of its days, the edition knows nothing of what came.
        var then = (await portal.ItemsAsync($"/api/v1/editions?asOf={At(wrong)}")).Single(item => Int(item, "number") == Int(wrong, "edition"));
        Assert.False(then.TryGetProperty("withdrawnIn", out _));
    }

    [Fact]
    public async Task On_the_pages_a_reviewer_withdraws_and_a_reader_is_told()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, $"{Power},IND,2024,3.60,GW,it-load", $"{Power},USA,2024,53.7,GW,it-load");
        var wrong = await PublishAsync(dataset, new { kind = "correction" }, $"{Power},IND,2024,36.0,GW,it-load");
        var address = $"/work/versions/{Id(wrong)}";
        using var reviewer = await SignedInBrowser.OpenAsync(portal, "analyst-2@example.org");
        var page = await reviewer.ReadAsync(address);
        // A correction lists what it touched.
        Assert.Contains("Key figures of India that moved", page, StringComparison.Ordinal);
        Assert.Contains("Data-centre power gap: IT load", page, StringComparison.Ordinal);
        Assert.Contains("\u221290\u00A0%", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not there", page, StringComparison.Ordinal);
        Assert.Contains("Withdraw version 1.0.1", page, StringComparison.Ordinal);
        using (var empty = await reviewer.SendAsync(address, "withdraw", ("withdrawReason", " ")))
        {
            Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
            Assert.Contains("a withdrawal says publicly why", await empty.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        using (var done = await reviewer.SendAsync(address, "withdraw", ("withdrawReason", "A decimal slipped.")))
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        var after = await reviewer.ReadAsync(address);
        Assert.Contains("was 1.0.1, withdrawn", after, StringComparison.Ordinal);
        Assert.Contains("A decimal slipped.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Withdraw version", after, StringComparison.Ordinal);
        var edition = Int((await portal.ItemsAsync("/api/v1/editions?limit=1"))[0], "number");
        var withdrawal = await portal.ScalarAsync<Guid>("SELECT id FROM datasets.version WHERE edition = $1", edition);
        Assert.Contains("was 1.0.1, withdrawn", await reviewer.ReadAsync($"/work/versions/{withdrawal}"), StringComparison.Ordinal);
        Assert.Contains("withdrew a version", await ReadAsync("/"), StringComparison.Ordinal);

        var release = await ReadAsync($"/releases/{edition}");
        Assert.Contains($"<h1>Edition {edition} withdrew Set {dataset} 1.0.1</h1>", release, StringComparison.Ordinal);
        Assert.Contains("The reason: A decimal slipped.", release, StringComparison.Ordinal);
        Assert.Contains("Key figures of India that moved back", release, StringComparison.Ordinal);
        Assert.Contains("Data-centre power gap: IT load", release, StringComparison.Ordinal);
        Assert.Contains("+900\u00A0%", release, StringComparison.Ordinal);
        Assert.Contains("This publication was withdrawn", await ReadAsync($"/releases/{Int(wrong, "edition")}"), StringComparison.Ordinal);
        Assert.DoesNotContain("This publication was withdrawn", await ReadAsync($"/releases/{Int(wrong, "edition")}?asOf={At(wrong)}"), StringComparison.Ordinal);
        Assert.Contains("withdrawal of 1.0.1", await ReadAsync("/releases"), StringComparison.Ordinal);
        Assert.Contains("withdrawal of 1.0.1", await ReadAsync($"/indicators/{Power}/history?country=IND&source={dataset}"), StringComparison.Ordinal);
        Assert.Contains($"withdrawn in edition {edition}", await ReadAsync($"/data/{dataset}"), StringComparison.Ordinal);
        Assert.DoesNotContain($"withdrawn in edition {edition}", await ReadAsync($"/data/{dataset}?asOf={At(wrong)}"), StringComparison.Ordinal);

        async Task<string> ReadAsync(string path) => WebUtility.HtmlDecode(await portal.Http.GetStringAsync(path, Ct));
    }

    private static string Row(string country, int year, string value) => $"{Power},{country},{year},{value},GW,all-installed";

    private static string Address(string dataset, Guid version) => $"/api/v1/datasets/{dataset}/versions/{version}";

    private async Task<JsonElement> PublishAsync(string dataset, object request, params string[] rows) => await portal.PublishAsync(dataset, await portal.DraftAsync(dataset, rows), request);

    private Task<HttpResponseMessage> TryWithdrawAsync(string dataset, Guid version, object body, string? token = null) =>
        portal.SendAsync(HttpMethod.Post, $"{Address(dataset, version)}/withdraw", token ?? portal.Publisher, Json(body));

    private async Task<JsonElement> WithdrawAsync(string dataset, Guid version, string comment, string? token = null)
    {
        using var answer = await TryWithdrawAsync(dataset, version, new { comment }, token);
        var body = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    /// <summary>Every answer about the dataset, in bytes.</summary>
    private async Task<string> AnswersAsync(string dataset, JsonElement? made = null)
    {
        var answers = new StringBuilder();
        var asOf = made is { } edition ? $"&asOf={At(edition)}" : "";
        foreach (var accept in new[] { "application/json", "text/csv", "application/vnd.sdmx.data+csv" })
        {
            using var answer = await portal.SendAsync(HttpMethod.Get, $"/api/v1/observations?dataset={dataset}{asOf}", accept: accept);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answers.Append(await answer.Content.ReadAsStringAsync(Ct)).Append('\n');
        }

        return answers.ToString();
    }

    /// <summary>File and line of each figure that stands.</summary>
    private Task<string> SaidAsync(string dataset) => portal.ScalarAsync<string>(
        """
        SELECT string_agg(f.sha256 || ' ' || o.line || ' ' || o.value_text, ',' ORDER BY o.period_start, o.country_id)
        FROM datasets.observation o JOIN datasets.dataset d ON d.id = o.dataset_id AND d.edition_to IS NULL
        JOIN datasets.version v ON v.number = coalesce(o.origin_version, o.version_number) JOIN datasets.source_file f ON f.id = v.source_file_id
        WHERE o.edition_to IS NULL AND d.code = $1
        """, dataset);

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    private static Guid Id(JsonElement made) => made.GetProperty("id").GetGuid();

    private static int Int(JsonElement item, string name) => item.GetProperty(name).GetInt32();

    private static double? Number(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string At(JsonElement made) => Uri.EscapeDataString(made.GetProperty("publishedAt").GetDateTimeOffset().ToString("O", CultureInfo.InvariantCulture));
}
