using System.Globalization;
using System.Text;
using System.Text.Json;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Review;

/// <summary>What a draft would change is listed whole, the largest change first, the same in every form.</summary>
public sealed class DraftChangesTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Changed_rows_come_first_by_size_then_those_the_file_lacks_then_the_added()
    {
        var dataset = await portal.NewDatasetAsync();
        await portal.LoadAsync(
            dataset, Row("IND", 2020, "100"), Row("IND", 2021, "1"), Row("IND", 2022, "0"), Row("IND", 2023, "5"), Row("USA", 2020, "7"), Row("USA", 2021, "7"));
        var id = await portal.DraftAsync(
            dataset, Row("IND", 2020, "101"), Row("IND", 2021, "3"), Row("IND", 2022, "0.1"), Row("IND", 2023, "5"), Row("CHN", 2020, "2"), Row("USA", 2021, "7.00"));
        var answer = await portal.GetJsonAsync(Address(dataset, id), portal.Uploader);
        Assert.Equal(
            (1, 4, 1, 0, false), (answer.GetProperty("added").GetInt32(), answer.GetProperty("changed").GetInt32(), answer.GetProperty("absent").GetInt32(), answer.GetProperty("removed").GetInt32(), answer.GetProperty("stale").GetBoolean()));
        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            ["changed IND 2022", "changed IND 2021", "changed IND 2020", "changed USA 2021", "removed USA 2020", "added CHN 2020"],
            items.Select(item => $"{Text(item, "change")} {Text(item, "country")} {Text(item, "period")}"));
        Assert.Equal((3, 1, 2, 3), (items[1].GetProperty("value").GetInt32(), items[1].GetProperty("previousValue").GetInt32(), items[1].GetProperty("relativeChange").GetInt32(), items[1].GetProperty("line").GetInt32()));
        Assert.False(items[4].TryGetProperty("value", out _));
        Assert.Equal(7, items[4].GetProperty("previousValue").GetInt32());

        using var browser = await SignedInBrowser.OpenAsync(portal, "analyst-2@example.org");
        var page = await browser.ReadAsync($"/work/versions/{id}");
        Assert.Contains("Every row changed, the largest change first", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("India, 2021", StringComparison.Ordinal) < page.IndexOf("India, 2020", StringComparison.Ordinal));
        Assert.Contains("United States, 2020", await browser.ReadAsync($"/work/versions/{id}?show=removed"), StringComparison.Ordinal);
        Assert.Contains("China, 2020", (await browser.ReadAsync($"/work/versions/{id}?show=added")).Replace("CHN", "China", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pages_and_csv_hold_the_same_rows_and_all_of_them(bool firstLoad)
    {
        var random = new Random(7);
        var dataset = await portal.NewDatasetAsync();
        if (!firstLoad) await portal.PublishAsync(dataset, await portal.DraftAsync(dataset, File(random, 300)));
        var id = await portal.DraftAsync(dataset, File(random, 400));
        var paged = new List<JsonElement>();
        JsonElement? counts = null;
        for (string? after = "0"; after is not null;)
        {
            var page = await portal.GetJsonAsync($"{Address(dataset, id)}?limit=37&after={after}", portal.Uploader);
            counts ??= page;
            // Key figures are of the draft, not of its rows.
            Assert.Equal(after == "0", page.TryGetProperty("kpis", out _));
            paged.AddRange(page.GetProperty("items").EnumerateArray());
            after = Text(page, "next");
        }

        string[] kinds = ["added", "changed", "absent"];
        Assert.Equal(kinds.Sum(kind => counts!.Value.GetProperty(kind).GetInt32()), paged.Count);
        Assert.Equal(counts!.Value.GetProperty("changed").GetInt32(), paged.Count(item => Text(item, "change") == "changed"));
        Assert.Equal(firstLoad ? 1 : 3, paged.Select(item => Text(item, "change")).Distinct().Count());
        Assert.Equal(paged.Count, paged.Select(Key).Distinct().Count());
        var csv = (await portal.GetCsvAsync(Address(dataset, id), portal.Uploader)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => string.Join(' ', line.Split(',')[..4]));
        Assert.Equal(paged.Select(Key), csv);

        using var browser = await SignedInBrowser.OpenAsync(portal, "analyst-2@example.org");
        Assert.Contains($"of {counts.Value.GetProperty("added").GetInt32()} rows added", await browser.ReadAsync($"/work/versions/{id}?show=added&changesPage=2"), StringComparison.Ordinal);
    }

    private static byte[] File(Random random, int rows) => Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 600)
        .OrderBy(_ => random.Next()).Take(rows)
        .Select(day => string.Create(CultureInfo.InvariantCulture, $"datacenter-power,IND,{new DateOnly(2020, 1, 1).AddDays(day):yyyy-MM-dd},{random.Next(10, 15)},GW,it-load")).Prepend(RunningPortal.Header)));

    private static string Key(JsonElement item) => $"{Text(item, "change")} {Text(item, "indicator")} {Text(item, "country")} {Text(item, "period")}";

    private static string Address(string dataset, Guid id) => $"/api/v1/datasets/{dataset}/versions/{id}/changes";

    private static string Row(string country, int year, string value) => $"datacenter-power,{country},{year},{value},GW,it-load";

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
