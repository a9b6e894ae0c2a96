using System.Text.Json;
using Sovereign.Analytics.Decomposition;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Gap;

/// <summary>Gaps taken apart over the seed data, as a script would ask.</summary>
public sealed class DecompositionApiTests(SeededPortal portal) : IClassFixture<SeededPortal>
{
    private const string Address = "/api/v1/gap/decomposition";

    [Fact]
    public async Task The_power_of_India_and_of_the_United_States_comes_apart_into_people_wealth_and_intensity()
    {
        var rows = await RowsAsync("?country=IND&reference=USA&identity=power-by-economy&definition=all-installed");
        var total = rows.Single(row => Text(row, "part") == "total");
        var factors = rows.Where(row => Text(row, "part") == "factor").ToArray();
        Assert.Equal("decomposed", Text(total, "status"));
        Assert.Equal(["population", "gdp-per-head", "power-per-gdp"], factors.Select(row => Text(row, "factor")));
        Assert.Equal(["given", "given", "capital-bound"], factors.Select(row => Text(row, "group")));
        Assert.Equal(53.7 / 3.6, factors.Aggregate(1.0, (product, row) => product * Number(row, "ratio")), 1e-9);
        Assert.Equal(53.7 - 3.6, factors.Sum(row => Number(row, "contribution")), 1e-9);
        Assert.Equal(1, factors.Sum(row => Number(row, "share")), 1e-12);
        Assert.All(rows.Where(row => row.TryGetProperty("ratio", out _)), row => Assert.InRange(Number(row, "ratio"), Number(row, "ratioLower"), Number(row, "ratioUpper")));
    }

    [Fact]
    public async Task Groups_add_up_to_the_whole_and_software_is_not_said_to_be_nothing()
    {
        var groups = (await RowsAsync("?country=IND&reference=USA&identity=power-by-economy&definition=all-installed")).Where(row => Text(row, "part") == "group").ToArray();
        Assert.Equal(["given", "capital-bound", "software-addressable"], groups.Select(row => Text(row, "factor")));
        Assert.Equal(1, groups.SkipLast(1).Sum(row => Number(row, "share")), 1e-12);
        Assert.False(groups[^1].TryGetProperty("share", out _));
        Assert.Equal("no-such-factor", Text(groups[^1], "reasonCode"));
    }

    [Fact]
    public async Task Exchanging_the_countries_changes_every_sign_and_no_share()
    {
        var there = await RowsAsync("?country=IND&reference=USA&identity=power-by-electricity&definition=all-installed");
        var back = await RowsAsync("?country=USA&reference=IND&identity=power-by-electricity&definition=all-installed");
        foreach (var (one, other) in there.Zip(back).Where(pair => pair.First.TryGetProperty("contribution", out _)))
        {
            Assert.Equal(-Number(one, "contribution"), Number(other, "contribution"), 1e-9);
            Assert.Equal(Number(one, "share"), Number(other, "share"), 1e-12);
        }
    }

    [Theory]
    [InlineData("power-by-bill", "different-definitions", "IND:electricity-price-industrial|USA:electricity-price-industrial", "Estimate from published tariffs")]
    [InlineData("delivered", "no-indicator", "IND:power-utilisation|USA:power-utilisation|IND:tokens-per-joule|USA:tokens-per-joule", "measured by telemetry, not published yet")]
    [InlineData("delivered-by-accelerators", "lower-bounds", "IND:accelerators-h100e|USA:accelerators-h100e|IND:accelerator-utilisation|USA:accelerator-utilisation|IND:tokens-per-accelerator-second|USA:tokens-per-accelerator-second", "both figures are lower bounds")]
    public async Task What_cannot_be_taken_apart_names_the_figure_and_the_country(string identity, string code, string missing, string words)
    {
        var total = (await RowsAsync($"?country=IND&reference=USA&identity={identity}")).First(row => Text(row, "part") == "total");
        Assert.Equal(("not-decomposable", code), (Text(total, "status"), Text(total, "reasonCode")));
        Assert.Equal(missing, string.Join('|', total.GetProperty("missing").EnumerateArray().Select(entry => entry.GetString())));
        Assert.Contains(words, Text(total, "reason"), StringComparison.Ordinal);
        Assert.False(total.TryGetProperty("contribution", out _));
    }

    [Fact]
    public async Task All_identities_answer_and_none_mixes_definitions()
    {
        var rows = await RowsAsync("?country=IND&reference=USA");
        Assert.Equal(IdentityCatalogue.All.Select(identity => identity.Code), rows.Select(row => Text(row, "identity")).Distinct());
        var inputs = rows.Where(row => row.TryGetProperty("ratio", out _)).SelectMany(row => row.GetProperty("inputs").EnumerateArray().Select(input => (row, input))).ToArray();
        Assert.NotEmpty(inputs);
        Assert.All(inputs.Where(pair => Text(pair.input, "indicator") is "datacenter-power"), pair => Assert.Equal(Text(pair.row, "definition"), Text(pair.input, "definition")));
        foreach (var row in rows.Where(row => row.TryGetProperty("ratio", out _)))
        {
            Assert.All(
                row.GetProperty("inputs").EnumerateArray().GroupBy(input => Text(input, "indicator")),
                sides => Assert.Single(sides.Select(side => (Text(side, "definition"), Text(side, "control"))).Distinct()));
        }
    }

    [Fact]
    public async Task Total_and_gap_say_the_same_ratio()
    {
        var gaps = (await ItemsAsync("/api/v1/gap?country=IND&reference=USA")).Where(row => Text(row, "indicator") == "datacenter-power" && row.TryGetProperty("ratio", out _))
            .ToDictionary(row => Text(row, "definition")!, row => row.GetProperty("ratio").GetRawText());
        var totals = (await RowsAsync("?country=IND&reference=USA&identity=power-by-economy")).Where(row => Text(row, "part") == "total" && row.TryGetProperty("ratio", out _))
            .ToDictionary(row => Text(row, "definition")!, row => row.GetProperty("ratio").GetRawText());
        Assert.NotEmpty(gaps);
        Assert.Equal(gaps, totals);
    }

    [Fact]
    public async Task A_country_beside_itself_has_no_gap()
    {
        var rows = await RowsAsync("?country=USA&reference=USA&identity=power-by-economy");
        Assert.All(rows, row => Assert.Equal("not-decomposable", Text(row, "status")));
        Assert.All(rows.Where(row => Text(row, "part") == "total"), row => Assert.Equal("same-country", Text(row, "reasonCode")));
    }

    [Fact]
    public async Task As_CSV_it_has_the_same_lines()
    {
        var lines = (await portal.Http.GetStringAsync($"{Address}?country=IND&reference=USA&format=csv", TestContext.Current.CancellationToken)).Split("\r\n");
        Assert.StartsWith("identity,version,definition,control,status,part,factor,title,kind,group,unit,value", lines[0], StringComparison.Ordinal);
        Assert.Equal((await RowsAsync("?country=IND&reference=USA")).Length, lines.Length - 2);
    }

    [Fact]
    public async Task Before_the_first_edition_there_is_nothing() => Assert.Empty(await RowsAsync("?asOf=2000-01-01"));

    [Theory]
    [InlineData("?country=XXX", "unknown-country", "XXX")]
    [InlineData("?reference=Atlantis", "unknown-country", "ATLANTIS")]
    [InlineData("?identity=power-by-econmy", "unknown-identity", "Nearest: power-by-economy")]
    [InlineData("?identity=zzz", "unknown-identity", "There are: power-by-economy")]
    [InlineData("?definition=all-instaled", "unknown-definition", "Nearest: all-installed")]
    [InlineData("?identity=delivered-by-accelerators&definition=it-load", "unknown-definition", "accelerators-h100e does not have")]
    [InlineData("?asOf=2199-01-01", "as-of-in-future", "")]
    public async Task A_bad_question_gets_a_code_and_a_sentence(string query, string code, string words)
    {
        using var answer = await portal.Http.GetAsync(Address + query, TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(code, Text(problem, "code"));
        Assert.Contains(words, Text(problem, "detail"), StringComparison.Ordinal);
    }

    private Task<JsonElement[]> RowsAsync(string query) => ItemsAsync(Address + query);

    private async Task<JsonElement[]> ItemsAsync(string address)
    {
        using var document = JsonDocument.Parse(await portal.Http.GetStringAsync(address, TestContext.Current.CancellationToken));
        return [.. document.RootElement.GetProperty("items").Clone().EnumerateArray()];
    }

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static double Number(JsonElement item, string name) => item.GetProperty(name).GetDouble();
}
