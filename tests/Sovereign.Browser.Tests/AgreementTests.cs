using Microsoft.Playwright;
using Sovereign.Analytics.Kpis;
using Sovereign.Browser.Tests.Fixtures;
using Xunit;

namespace Sovereign.Browser.Tests;

/// <summary>A page prints the values that the API answers, digit by digit.</summary>
public sealed class AgreementTests(Portal portal)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/countries/IND")]
    public async Task Every_marked_value_is_one_that_the_API_answers(string path)
    {
        var page = await portal.NewPageAsync();
        await page.GotoAsync(path);
        var marks = await MarksAsync(page.Locator("main"));
        Assert.Contains(marks, mark => mark.Kpi == "power-gap-ratio");
        Assert.Contains(marks, mark => mark is { Kpi: "datacenter-power", Country: "IND" });
        foreach (var group in marks.GroupBy(mark => (mark.Kpi, mark.Country)))
        {
            var answered = await page.ItemsAsync(KpiCatalogue.Find(group.Key.Kpi) is null
                ? $"/api/v1/observations?indicator={group.Key.Kpi}&country={group.Key.Country}"
                : $"/api/v1/kpis/{group.Key.Kpi}?country={group.Key.Country}");
            var values = answered.Select(item => item.Raw("value")).ToHashSet();
            Assert.All(group, mark => Assert.Contains(mark.Value, values));
        }

        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_gap_table_is_the_gap_of_the_API_in_its_order()
    {
        var page = await portal.NewPageAsync();
        await page.GotoAsync("/countries/IND");
        var answered =
            from row in await page.ItemsAsync("/api/v1/gap?country=IND&reference=USA")
            from side in new[] { ("IND", row.Raw("value")), ("USA", row.Raw("referenceValue")) }
            where side.Item2 is not null
            select (row.GetProperty("indicator").GetString()!, side.Item1, side.Item2!);
        Assert.Equal(answered, await MarksAsync(page.Locator("#gap")));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_progress_that_a_page_prints_is_that_of_the_API()
    {
        var page = await portal.NewPageAsync();
        await page.GotoAsync("/methods/progress");
        var answered = (
            from row in await page.ItemsAsync("/api/v1/progress?country=IND&reference=USA")
            from method in row.GetProperty("methods").EnumerateArray()
            from name in (string[])["value", "before", "after"]
            where method.TryGetProperty(name, out _)
            select (row.GetProperty("indicator").GetString()!, method.GetProperty(name).GetRawText())).ToHashSet();
        var marks = await page.Locator("#progress [data-progress]").EvaluateAllAsync<string[][]>("all => all.map(e => [e.dataset.progress, e.dataset.value])");
        Assert.NotEmpty(marks);
        Assert.All(marks, mark => Assert.Contains((mark[0], mark[1]), answered));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_tile_shows_the_key_figure_of_the_definition_it_links_to()
    {
        var page = await portal.NewPageAsync();
        await page.GotoAsync("/");
        var tile = page.Locator(".tile").Filter(new() { Has = page.Locator("[data-kpi='power-gap-ratio']") });
        var definition = new Uri(portal.Address, await tile.Locator("h3 a").GetAttributeAsync("href")).Query.Split("definition=")[1].Split('&')[0];
        var answered = Assert.Single(await page.ItemsAsync($"/api/v1/kpis/power-gap-ratio?definition={definition}"));
        Assert.Equal(answered.Raw("value"), await tile.Locator(".value [data-kpi]").GetAttributeAsync("data-value"));
        await page.Context.CloseAsync();
    }

    /// <summary>Values, ratios and parts of the gap, of a gap that is taken apart and of one that is not.</summary>
    [Theory]
    [InlineData("power-by-economy", "factor-contribution")]
    [InlineData("power-by-talent", "factor-contribution")]
    [InlineData("power-by-bill", "factor-ratio")]
    public async Task A_gap_by_factors_is_that_of_the_API(string identity, string among)
    {
        var page = await portal.NewPageAsync();
        await page.GotoAsync($"/countries/IND/gap?reference=USA&identity={identity}");
        var answered = await page.ItemsAsync($"/api/v1/gap/decomposition?country=IND&reference=USA&identity={identity}");
        (string Kind, string Answer)[] kinds = [("factor", "value"), ("factor-reference", "referenceValue"), ("factor-ratio", "ratio"), ("factor-contribution", "contribution")];
        foreach (var (kind, answer) in kinds)
        {
            var marks = await page.Locator($"main [data-{kind}]").EvaluateAllAsync<string[][]>(
                "(all, kind) => all.map(e => [e.getAttribute('data-' + kind), e.dataset.definition, e.dataset.value])", kind);
            if (kind == among) Assert.NotEmpty(marks);
            var values = answered.Select(item => ($"{identity}.{item.GetProperty("factor").GetString()}", item.GetProperty("definition").GetString(), item.Raw(answer))).ToHashSet();
            Assert.All(marks, mark => Assert.Contains((mark[0], mark[1], mark[2]), values));
        }

        await page.Context.CloseAsync();
    }

    private static async Task<IReadOnlyList<(string Kpi, string Country, string Value)>> MarksAsync(ILocator within) =>
    [
        .. (await within.Locator("[data-kpi][data-country][data-value]").EvaluateAllAsync<string[][]>(
            "all => all.map(e => [e.dataset.kpi, e.dataset.country, e.dataset.value])")).Select(mark => (mark[0], mark[1], mark[2])),
    ];
}
