using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sovereign.Analytics.Kpis;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Kpis;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Kpis;

/// <summary>Every key figure over the seed data, as a script would ask.</summary>
public sealed class KpisApiTests(SeededPortal portal) : IClassFixture<SeededPortal>
{
    public static TheoryData<string> Codes => [.. KpiCatalogue.All.Select(kpi => kpi.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_key_figure_answers_json_csv_and_a_trace(string code)
    {
        var ct = TestContext.Current.CancellationToken;
        var items = await ItemsAsync($"/api/v1/kpis/{code}?country=IND&reference=USA");
        Assert.NotEmpty(items);
        var csv = await portal.Http.GetStringAsync($"/api/v1/kpis/{code}?country=IND&reference=USA&format=csv", ct);
        Assert.Equal(items.Length + 1, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        var traces = await ItemsAsync($"/api/v1/kpis/{code}/trace?country=IND&reference=USA");
        Assert.Equal(items.Select(item => item.GetProperty("inputs").GetArrayLength()), traces.Select(item => item.GetProperty("chain").GetArrayLength()));
        foreach (var item in items)
        {
            if (item.TryGetProperty("value", out _))
                Assert.All(item.GetProperty("inputs").EnumerateArray(), input => Assert.True(input.GetProperty("line").GetInt32() > 1));
            else
                Assert.NotNull(Text(item, "reasonCode"));
        }
    }

    [Fact]
    public async Task Every_key_figure_has_a_value_of_some_country()
    {
        var without = new List<string>();
        foreach (var kpi in KpiCatalogue.All)
        {
            var found = false;
            foreach (var country in (string[])["IND", "DEU", "FRA"])
            {
                // The prices of the United States stand on a definition of their own.
                var items = await ItemsAsync($"/api/v1/kpis/{kpi.Code}?country={country}&reference={(kpi == ElectricityPriceRatio.Kpi ? "FRA" : "USA")}");
                found |= items.Any(item => item.TryGetProperty("value", out _));
            }
            if (!found) without.Add(kpi.Code);
        }
        Assert.Empty(without);
    }

    [Fact]
    public async Task Known_accelerators_are_at_least_so_many_without_an_upper_end()
    {
        var item = (await ItemsAsync("/api/v1/kpis/ai-accelerators?country=IND")).Single();
        Assert.Equal(("known-at-least", 4409), (Text(item, "status"), item.GetProperty("value").GetInt32()));
        Assert.False(item.TryGetProperty("upper", out _));
    }

    [Fact]
    public async Task Nineteen_countries_without_a_supercomputer_on_the_list_have_zero_and_not_nothing()
    {
        var zeros = (await ItemsAsync("/api/v1/observations?indicator=top500-rmax")).Where(row => row.GetProperty("value").GetDouble() == 0).ToList();
        Assert.Equal(19, zeros.Count);
        foreach (var country in zeros.Select(row => Text(row, "country")))
        {
            var item = (await ItemsAsync($"/api/v1/kpis/supercomputing?country={country}")).Single();
            Assert.Equal(("value", 0.0), (Text(item, "status"), item.GetProperty("value").GetDouble()));
        }
    }

    [Theory]
    [InlineData("DEU", "value", 2.54)]
    [InlineData("GBR", "value", 0.89)]
    [InlineData("IND", "known-at-least", 2.75)]
    [InlineData("SGP", "ahead", null)]
    public async Task Developers_per_head_are_so_many_years_behind(string country, string status, double? years)
    {
        var item = (await ItemsAsync($"/api/v1/kpis/developers-years-behind?country={country}")).Single();
        Assert.Equal(status, Text(item, "status"));
        Assert.Equal(years, item.TryGetProperty("value", out var value) ? Math.Round(value.GetDouble(), 2) : null);
        Assert.Equal(["gh-innov"], item.GetProperty("inputs").EnumerateArray().Where(input => Text(input, "indicator") == "developers").Select(input => Text(input, "source")).Distinct());
    }

    [Theory]
    [InlineData("ARE", "value")]
    [InlineData("IND", "known-at-least")]
    [InlineData("FRA", "ahead")]
    public async Task Carbon_intensity_is_placed_within_one_vintage(string country, string status)
    {
        var item = (await ItemsAsync($"/api/v1/kpis/grid-carbon-years-behind?country={country}")).Single();
        Assert.Equal(status, Text(item, "status"));
        Assert.Equal(["owid-mix22"], item.GetProperty("sources").EnumerateArray().Select(source => source.GetString()));
        Assert.Equal(4, item.GetProperty("inputs").GetArrayLength());
    }

    [Fact]
    public async Task A_gap_says_how_many_years_and_never_takes_a_bound_for_a_value()
    {
        var rows = (await ItemsAsync("/api/v1/gap?country=IND&reference=USA")).ToLookup(row => Text(row, "indicator"));
        var developers = rows["developers"].Single();
        Assert.InRange(developers.GetProperty("yearsBehind").GetDouble(), 1.2, 1.5);
        Assert.True(developers.GetProperty("yearsBehindUpper").GetDouble() > developers.GetProperty("yearsBehind").GetDouble());
        var carbon = rows["grid-carbon-intensity"].Single();
        Assert.False(carbon.TryGetProperty("yearsBehind", out _));
        Assert.Equal(10, carbon.GetProperty("yearsBehindLower").GetDouble(), 0.01);
        Assert.Contains("2010", Text(carbon, "yearsBehindReason"), StringComparison.Ordinal);
        Assert.All(rows["datacenter-power"], row => Assert.NotNull(Text(row, "yearsBehindReason")));
        Assert.False(rows["population"].Single().TryGetProperty("yearsBehindReason", out _));
    }

    [Fact]
    public async Task All_key_figures_of_a_country_take_one_reading_of_figures()
    {
        var ct = TestContext.Current.CancellationToken;
        var edition = await portal.Services.GetRequiredService<EditionQueries>().LatestAsync(ct);
        var kpis = portal.Services.GetRequiredService<KpiQueries>();
        // What an edition knows is kept, so it is not counted.
        await kpis.OfCountryAsync("IND", "USA", edition, ct);

        using var asking = new Activity("asking").Start();
        var read = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref options) => options.Parent.TraceId == asking.TraceId ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStarted = _ => Interlocked.Increment(ref read),
        };
        ActivitySource.AddActivityListener(listener);
        var answer = await kpis.OfCountryAsync("IND", "USA", edition, ct);
        Assert.True(answer is Outcome<IReadOnlyList<KpiResult>>.Done { Value.Count: var count } && count >= KpiCatalogue.All.Count);
        Assert.Equal(1, read);
    }

    private async Task<JsonElement[]> ItemsAsync(string address)
    {
        using var document = JsonDocument.Parse(await portal.Http.GetStringAsync(address, TestContext.Current.CancellationToken));
        return [.. document.RootElement.GetProperty("items").Clone().EnumerateArray()];
    }

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
