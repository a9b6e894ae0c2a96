using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.History;

/// <summary>What was published stays readable: each figure's revisions, what each edition changed, and any two days beside each other.</summary>
public sealed class HistoryTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Power = "datacenter-power";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_figure_keeps_everything_it_ever_said_newest_first()
    {
        var dataset = await portal.NewDatasetAsync();
        var first = Edition(await portal.LoadAsync(dataset, Row("IND", 2024, "3.60"), Row("IND", 2023, "3.1")));
        var corrected = Edition(await PublishAsync(dataset, new { kind = "correction", comment = "Erratum" }, Row("IND", 2024, "3.850")));
        var removed = Edition(await PublishAsync(dataset, new { removeMissing = true }, Row("IND", 2023, "3.1")));
        var back = Edition(await portal.LoadAsync(dataset, Row("IND", 2024, "3.9")));

        var items = await portal.ItemsAsync(HistoryOf(dataset, "IND", "2024"));
        Assert.Equal(
            [("added", back, 3.9, null), ("removed", removed, null, 3.85), ("changed", corrected, 3.85, 3.6), ("added", first, 3.6, null)],
            items.Select(item => (Text(item, "change")!, item.GetProperty("edition").GetInt32(), Number(item, "value"), Number(item, "previousValue"))));
        Assert.Equal([null, null, removed, corrected], items.Select(item => item.TryGetProperty("until", out var until) ? until.GetInt32() : (int?)null));
        Assert.Equal("Erratum", Text(items[2], "comment"));
        Assert.Equal(0.25 / 3.6, items[2].GetProperty("relativeChange").GetDouble(), 12);
        Assert.Equal(["value"], items[2].GetProperty("changed").EnumerateArray().Select(name => name.GetString()));

        // The digits are those of the files.
        var csv = (await portal.GetCsvAsync(HistoryOf(dataset, "IND", "2024"))).Split("\r\n");
        Assert.Contains("3.850", csv[3].Split(','));
        Assert.Contains("3.60", csv[3].Split(','));
    }

    [Fact]
    public async Task A_history_as_of_an_edition_knows_nothing_of_later_ones()
    {
        var dataset = await portal.NewDatasetAsync();
        var first = await portal.LoadAsync(dataset, Row("IND", 2024, "3.6"));
        var second = await PublishAsync(dataset, new { }, Row("IND", 2024, "3.7"));
        using var answer = await portal.SendAsync(HttpMethod.Get, $"{HistoryOf(dataset, "IND", null)}&asOf={Text(first, "publishedAt")!.Replace("+00:00", "Z", StringComparison.Ordinal)}");
        var item = Assert.Single((await RunningPortal.JsonAsync(answer)).GetProperty("items").EnumerateArray());
        Assert.Equal(Edition(first).ToString(CultureInfo.InvariantCulture), Assert.Single(answer.Headers.GetValues("X-Edition")));
        Assert.False(item.TryGetProperty("until", out _));
        Assert.NotNull(answer.Headers.ETag);
        Assert.Equal(2, (await portal.ItemsAsync(HistoryOf(dataset, "IND", null))).Length);
        Assert.True(Edition(second) > Edition(first));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_any_publications_the_history_gives_back_what_each_edition_answered(int seed)
    {
        var random = new Random(seed);
        var dataset = await portal.NewDatasetAsync();
        string[] countries = ["IND", "USA", "CHN"];
        var answered = new SortedDictionary<int, Dictionary<string, string>>();
        for (var i = 0; i < 14; i++)
        {
            var rows = countries.SelectMany(_ => Enumerable.Range(2015, 6), (country, year) => (country, year)).Where(_ => random.Next(3) > 0).ToList();
            if (rows.Count == 0) continue;
            var body = string.Join('\n', rows.Select(row =>
                $"{Power},{row.country},{row.year},{random.Next(1, 4)}.{random.Next(2)}0,GW,all-installed,{"AEP"[random.Next(3)]},{(random.Next(4) == 0 ? "a note" : "")}").Prepend($"{RunningPortal.Header},status,note"));
            var published = await portal.PublishAsync(
                dataset, await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes(body)), new { removeMissing = random.Next(2) == 0, kind = random.Next(2) == 0 ? "update" : "correction" });
            answered[Edition(published)] = (await portal.ItemsAsync($"/api/v1/observations?dataset={dataset}")).ToDictionary(Key, Said);
            await AgreeAsync(published, answered);
        }

        var history = new List<JsonElement>();
        foreach (var country in countries) history.AddRange(await portal.ItemsAsync(HistoryOf(dataset, country, null)));
        Assert.Contains(history, item => Text(item, "change") == "removed");
        foreach (var (edition, observations) in answered)
        {
            var read = history.Where(item => item.GetProperty("edition").GetInt32() <= edition).GroupBy(Key)
                .Select(group => group.MaxBy(item => item.GetProperty("edition").GetInt32())).Where(item => Text(item, "change") != "removed").ToDictionary(Key, Said);
            Assert.Equal(observations.OrderBy(row => row.Key), read.OrderBy(row => row.Key));
        }
    }

    [Fact]
    public async Task Changes_of_an_edition_begin_with_the_largest_and_can_be_read_page_by_page()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, Row("IND", 2020, "100"), Row("IND", 2021, "1"), Row("IND", 2022, "0"), Row("IND", 2023, "5"), Row("USA", 2020, "7"));
        var edition = Edition(await PublishAsync(
            dataset, new { removeMissing = true }, Row("IND", 2020, "101"), Row("IND", 2021, "3"), Row("IND", 2022, "0.1"), Row("IND", 2023, "5"), Row("CHN", 2020, "2")));
        var all = (await portal.ItemsAsync($"/api/v1/editions/{edition}/changes")).Select(item => (Text(item, "change"), Text(item, "country"), Text(item, "period"))).ToList();
        Assert.Equal(
            [("changed", "IND", "2022"), ("changed", "IND", "2021"), ("changed", "IND", "2020"), ("removed", "USA", "2020"), ("added", "CHN", "2020")], all);

        var paged = new List<(string?, string?, string?)>();
        for (string? after = "0"; after is not null;)
        {
            var page = await portal.GetJsonAsync($"/api/v1/editions/{edition}/changes?limit=2&after={after}");
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(item => (Text(item, "change"), Text(item, "country"), Text(item, "period"))));
            after = Text(page, "next");
        }

        Assert.Equal(all, paged);
        var release = (await portal.ItemsAsync("/api/v1/editions")).Single(item => item.GetProperty("number").GetInt32() == edition);
        Assert.Equal((1, 3, 1), (release.GetProperty("added").GetInt32(), release.GetProperty("changed").GetInt32(), release.GetProperty("removed").GetInt32()));
        Assert.Equal((dataset, "publication"), (Text(release, "dataset"), Text(release, "kind")));
    }

    [Fact]
    public async Task A_change_of_reference_data_is_told_field_by_field()
    {
        var code = await portal.NewDatasetAsync();
        using (var changed = await portal.SendAsync(
            HttpMethod.Put, $"/api/v1/datasets/{code}", portal.Publisher, Json(new { title = "Another title", publisher = "An office", licence = "CC-BY-4.0", source = code })))
            Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        var newest = (await portal.ItemsAsync("/api/v1/editions?limit=1"))[0];
        Assert.Equal(("reference", 0, 1, 0), (Text(newest, "kind"), newest.GetProperty("added").GetInt32(), newest.GetProperty("changed").GetInt32(), newest.GetProperty("removed").GetInt32()));
        var number = newest.GetProperty("number").GetInt32();
        var item = Assert.Single(await portal.ItemsAsync($"/api/v1/editions/{number}/changes"));
        Assert.Equal(("changed", "dataset", code, "title", $"Set {code}", "Another title"), (Text(item, "change"), Text(item, "what"), Text(item, "code"), Text(item, "field"), Text(item, "previous"), Text(item, "now")));
        var page = await PageAsync($"/releases/{number}", HttpStatusCode.OK);
        Assert.Contains("Another title", page, StringComparison.Ordinal);

        // The list counts what the comparison tells, also for the first edition.
        foreach (var release in (await portal.ItemsAsync("/api/v1/editions")).Where(release => Text(release, "kind") == "reference"))
        {
            var told = await portal.ItemsAsync($"/api/v1/editions/{release.GetProperty("number").GetInt32()}/changes");
            Assert.Equal(release.GetProperty("added").GetInt32(), told.Count(change => Text(change, "change") == "added"));
            Assert.Equal(release.GetProperty("changed").GetInt32(), told.Where(change => Text(change, "change") == "changed").Select(change => (Text(change, "what"), Text(change, "code"))).Distinct().Count());
        }
    }

    [Fact]
    public async Task What_an_edition_changed_never_changes_and_may_be_kept()
    {
        var dataset = await portal.NewDatasetAsync();
        var edition = Edition(await portal.LoadAsync(dataset, Row("IND", 2024, "1.5")));
        var before = await portal.GetCsvAsync($"/api/v1/editions/{edition}/changes");
        await portal.LoadAsync(dataset, Row("IND", 2024, "1.6"));
        Assert.Equal(before, await portal.GetCsvAsync($"/api/v1/editions/{edition}/changes"));
        using var answer = await portal.SendAsync(HttpMethod.Get, $"/api/v1/editions/{edition}/changes");
        Assert.Contains("immutable", answer.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        Assert.Equal(edition.ToString(CultureInfo.InvariantCulture), answer.Headers.GetValues("X-Edition").Single());
    }

    [Fact]
    public async Task A_reader_sees_what_was_corrected_and_which_key_figures_it_moved()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, Row("IND", 2024, "3.60", "it-load"), Row("USA", 2024, "53.7", "it-load"));
        var edition = Edition(await PublishAsync(dataset, new { comment = "An erratum" }, Row("IND", 2024, "4.00", "it-load")));

        var release = await PageAsync($"/releases/{edition}", HttpStatusCode.OK);
        Assert.Contains($"<h1>Edition {edition} changed 1 figure</h1>", release, StringComparison.Ordinal);
        Assert.Contains("Data-centre power gap: IT load", release, StringComparison.Ordinal);
        Assert.Contains("3.60", release, StringComparison.Ordinal);
        Assert.Contains("\u221210\u00A0%", WebUtility.HtmlDecode(release), StringComparison.Ordinal);

        var history = WebUtility.HtmlDecode(await PageAsync($"/indicators/{Power}/history?country=IND&source={dataset}&period=2024", HttpStatusCode.OK));
        Assert.Contains("<h1>This figure was revised once</h1>", history, StringComparison.Ordinal);
        Assert.Contains("An erratum", history, StringComparison.Ordinal);
        Assert.Contains($"href=\"/releases/{edition}\"", history, StringComparison.Ordinal);

        var list = WebUtility.HtmlDecode(await PageAsync("/releases", HttpStatusCode.OK));
        Assert.Contains("An erratum", list, StringComparison.Ordinal);
        Assert.DoesNotContain("analyst-", list + history + release, StringComparison.Ordinal);

        // The table of figures leads here.
        Assert.Contains($"/indicators/{Power}/history?country=IND&amp;definition=it-load&amp;control=territory&amp;source={dataset}&amp;period=2024", await PageAsync($"/indicators/{Power}?tab=table&definition=it-load", HttpStatusCode.OK), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_instants_are_set_beside_each_other()
    {
        var dataset = await portal.NewDatasetAsync();
        var first = await portal.LoadAsync(dataset, Row("IND", 2024, "3.60"), Row("IND", 2023, "3"));
        var second = await PublishAsync(dataset, new { }, Row("IND", 2024, "3.85"));
        var page = WebUtility.HtmlDecode(await PageAsync(
            $"/indicators/{Power}/history?country=IND&source={dataset}&from={Instant(first)}&to={Instant(second)}", HttpStatusCode.OK));
        Assert.Contains("1 of 2 figures differ.", page, StringComparison.Ordinal);
        Assert.Contains($"Edition {Edition(first)}", page, StringComparison.Ordinal);
        Assert.Contains("+6.9\u00A0%", page, StringComparison.Ordinal);
        var same = await PageAsync($"/indicators/{Power}/history?country=IND&source={dataset}&from={Instant(second)}&to={Instant(second)}", HttpStatusCode.OK);
        Assert.Contains("Both editions say the same of all 2 figures.", same, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_load_too_large_to_read_is_counted_by_country_and_sent_whole()
    {
        var dataset = await portal.NewDatasetAsync();
        var start = new DateOnly(2010, 1, 1);
        var edition = Edition(await portal.LoadAsync(dataset, [.. Enumerable.Range(0, 2100).Select(day => $"electricity-generation,{(day < 2000 ? "IND" : "USA")},{start.AddDays(day):yyyy-MM-dd},{day + 1},TW.h,")]));
        var page = await PageAsync($"/releases/{edition}", HttpStatusCode.OK);
        Assert.Contains("<td class=\"n\" data-count=\"figures\">2,000</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"n\" data-count=\"figures\">100</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("line 1500", page, StringComparison.Ordinal);
        Assert.Equal(2100, (await portal.ItemsAsync($"/api/v1/editions/{edition}/changes")).Length);
    }

    [Fact]
    public async Task Without_a_country_the_page_asks_for_one()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(dataset, Row("CHN", 2024, "3.60"));
        var page = await PageAsync($"/indicators/{Power}/history", HttpStatusCode.OK);
        Assert.Contains($"href=\"/indicators/{Power}/history?country=CHN\"", page, StringComparison.Ordinal);
        using var answer = await portal.SendAsync(HttpMethod.Get, $"/api/v1/observations/history?indicator={Power}");
        Assert.Equal("missing-country", await RunningPortal.ProblemAsync(answer, HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("/releases/0", 404, "the newest is")]
    [InlineData("/releases/999999", 404, "the newest is")]
    [InlineData("/releases/99999999999999999999", 404, "the newest is")]
    [InlineData("/releases/-1", 404, "the newest is")]
    [InlineData("/releases/%3Cb%3E", 404, "'<b>'")]
    [InlineData("/releases/LONG", 404, "LLLL…")]
    [InlineData("/releases?page=0", 400, "page is '0'")]
    [InlineData("/releases?page=LONG", 400, "LLLL…")]
    [InlineData("/releases/1?show=nothing", 400, "added, changed or removed")]
    [InlineData("/releases/1?page=9", 400, "page is '9'")]
    [InlineData("/releases?asOf=LONG", 400, "LLLL…")]
    [InlineData("/releases?asOf=2999-01-01", 400, "has not happened yet")]
    [InlineData("/indicators/datacenter-powr/history?country=IND", 404, "/indicators/datacenter-power/history?country=IND")]
    [InlineData("/indicators/LONG/history", 404, "LLLL…")]
    [InlineData("/indicators/datacenter-power/history?country=INX", 404, "country=IND")]
    [InlineData("/indicators/datacenter-power/history?country=LONG", 404, "LLLL…")]
    [InlineData("/indicators/datacenter-power/history?country=IND&definition=it", 404, "definition=it-load")]
    [InlineData("/indicators/datacenter-power/history?country=IND&control=mine", 400, "control=owner")]
    [InlineData("/indicators/datacenter-power/history?country=IND&source=%00%27--", 404, "There is no source")]
    [InlineData("/indicators/datacenter-power/history?country=IND&source=LONG", 404, "LLLL…")]
    [InlineData("/indicators/datacenter-power/history?country=IND&period=2024-13", 400, "2024-13")]
    [InlineData("/indicators/datacenter-power/history?country=IND&period=LONG", 400, "LLLL…")]
    [InlineData("/indicators/datacenter-power/history?country=IND&from=yesterday", 400, "from is 'yesterday'")]
    [InlineData("/indicators/datacenter-power/history?country=IND&to=2999-01-01", 400, "to is '2999-01-01'")]
    [InlineData("/indicators/datacenter-power/history?country=IND&page=2000000", 400, "page is")]
    public async Task What_does_not_exist_is_named_and_the_nearest_offered(string address, int status, string says)
    {
        var page = await PageAsync(address.Replace("LONG", new string('L', 10_000), StringComparison.Ordinal), (HttpStatusCode)status);
        Assert.Contains(says, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.True(page.Length < 30_000, $"{page.Length} characters");
    }

    [Theory]
    [InlineData("/api/v1/editions/0/changes", 404, "no-such-edition")]
    [InlineData("/api/v1/editions/LONG/changes", 404, "no-such-edition")]
    [InlineData("/api/v1/editions?limit=0", 400, "bad-limit")]
    [InlineData("/api/v1/editions?asOf=LONG", 400, "bad-as-of")]
    [InlineData("/api/v1/observations/history", 400, "missing-indicator")]
    [InlineData("/api/v1/observations/history?indicator=LONG&country=IND", 400, "unknown-indicator")]
    [InlineData("/api/v1/observations/history?indicator=datacenter-power&country=XXX", 400, "unknown-country")]
    [InlineData("/api/v1/observations/history?indicator=datacenter-power&country=IND&definition=x", 400, "unknown-definition")]
    [InlineData("/api/v1/observations/history?indicator=datacenter-power&country=IND&control=x", 400, "bad-control")]
    [InlineData("/api/v1/observations/history?indicator=datacenter-power&country=IND&source=%00", 400, "unknown-source")]
    [InlineData("/api/v1/observations/history?indicator=datacenter-power&country=IND&period=x", 400, "bad-period")]
    public async Task Programs_get_a_problem(string address, int status, string code)
    {
        using var answer = await portal.SendAsync(HttpMethod.Get, address.Replace("LONG", new string('L', 10_000), StringComparison.Ordinal));
        Assert.Equal(code, await RunningPortal.ProblemAsync(answer, (HttpStatusCode)status));
    }

    /// <summary>What the edition is said to have changed is the difference between what it answered and what was answered before.</summary>
    private async Task AgreeAsync(JsonElement published, SortedDictionary<int, Dictionary<string, string>> answered)
    {
        var edition = Edition(published);
        var current = answered[edition];
        var before = answered.Where(entry => entry.Key < edition).Select(entry => entry.Value).LastOrDefault() ?? [];
        var expected = current.Where(row => !before.ContainsKey(row.Key)).Select(row => ("added", row.Key))
            .Concat(before.Where(row => !current.ContainsKey(row.Key)).Select(row => ("removed", row.Key)))
            // The version alone may differ only where the row does.
            .Concat(current.Where(row => before.TryGetValue(row.Key, out var old) && old != row.Value).Select(row => ("changed", row.Key)));
        var told = await portal.ItemsAsync($"/api/v1/editions/{edition}/changes");
        Assert.Equal(expected.Order(), told.Select(item => (Text(item, "change")!, Key(item))).Order());
        Assert.Equal(
            (published.GetProperty("added").GetInt64(), published.GetProperty("changed").GetInt64(), published.GetProperty("removed").GetInt64()),
            (told.LongCount(Is("added")), told.LongCount(Is("changed")), told.LongCount(Is("removed"))));

        static Func<JsonElement, bool> Is(string change) => item => Text(item, "change") == change;
    }

    private async Task<JsonElement> PublishAsync(string dataset, object request, params string[] rows) =>
        await portal.PublishAsync(dataset, await portal.DraftAsync(dataset, rows), request);

    private async Task<string> PageAsync(string address, HttpStatusCode status)
    {
        using var answer = await portal.SendAsync(HttpMethod.Get, address);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} of {address[..Math.Min(address.Length, 100)]}");
        Assert.Contains("<h1", page, StringComparison.Ordinal);
        return page;
    }

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    private static string HistoryOf(string source, string country, string? period) =>
        $"/api/v1/observations/history?indicator={Power}&country={country}&source={source}{(period is null ? "" : $"&period={period}")}";

    private static string Row(string country, int year, string value, string definition = "all-installed") => $"{Power},{country},{year},{value},GW,{definition}";

    private static int Edition(JsonElement published) => published.GetProperty("edition").GetInt32();

    private static string Instant(JsonElement published) => Text(published, "publishedAt")!.Replace("+00:00", "Z", StringComparison.Ordinal);

    private static string Key(JsonElement item) => $"{Text(item, "country")} {Text(item, "period")} {Text(item, "definition")} {Text(item, "control")} {Text(item, "source")}";

    private static string Said(JsonElement item) =>
        $"{item.GetProperty("value").GetRawText()} {Text(item, "status")} {Text(item, "bound")} {Text(item, "method")} {Text(item, "note")} {Text(item, "version")}";

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var cell) ? cell.GetString() : null;

    private static double? Number(JsonElement item, string name) => item.TryGetProperty(name, out var cell) ? cell.GetDouble() : null;
}
