using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Reference;
using Sovereign.Dashboard.Datasets.Seeding;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Intake;

/// <summary>What is unusual beside the figures before it is said, and nothing else is.</summary>
public sealed class JudgeFiguresTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Header = RunningPortal.Header;

    // The figure before, the figure, and the code it gets; nothing for what is usual.
    [Theory]
    [InlineData("3.6", "3600", "factor-1000")]
    [InlineData("3.6", "3770", "factor-1000")]
    [InlineData("3.6", "0.0036", "factor-1000")]
    [InlineData("3.6", "4000", "jump")]
    [InlineData("3.6", "10.9", "jump")]
    [InlineData("1e-300", "1e300", "jump")]
    [InlineData("1e300", "1e-300", "jump")]
    [InlineData("1e-320", "1e-300", "jump")]
    [InlineData("3.6", "1.1", "jump")]
    [InlineData("3.6", "10.8", "")]
    [InlineData("3.6", "1.3", "")]
    [InlineData("3.6", "3.6", "")]
    [InlineData("0", "3600", "")]
    [InlineData("3.6", "0", "")]
    public async Task A_figure_is_held_against_the_one_before_it(string before, string value, string code)
    {
        // The later row stands first: the order of the file says nothing.
        string[] rows = [$"datacenter-power,IND,2024,{value},GW,it-load", $"datacenter-power,IND,2022,{before},GW,it-load"];
        var together = await portal.NewDatasetAsync();
        Assert.Equal(code.Length == 0 ? [] : [(code, 2L)], await FoundAsync(together, await portal.DraftAsync(together, rows)));

        // The same when the one before is published and not in the file.
        var apart = await portal.NewDatasetAsync();
        await portal.LoadAsync(apart, rows[1]);
        Assert.Equal(code.Length == 0 ? [] : [(code, 2L)], await FoundAsync(apart, await portal.DraftAsync(apart, rows[0])));
    }

    [Fact]
    public async Task A_revised_figure_is_held_against_the_published_one_and_rows_that_do_not_change_are_not_judged_again()
    {
        var dataset = await portal.NewDatasetAsync();
        string[] rows = ["datacenter-power,IND,2022,1,GW,it-load", "datacenter-power,IND,2023,9,GW,it-load", "datacenter-power,IND,2024,10,GW,it-load"];
        await portal.LoadAsync(dataset, rows);
        Assert.Empty(await FoundAsync(dataset, await portal.DraftAsync(dataset, [.. rows[..2], "datacenter-power,IND,2024,11,GW,it-load"])));
        var id = await portal.DraftAsync(dataset, "datacenter-power,IND,2022,1000,GW,it-load", rows[1], rows[2]);
        Assert.Equal([("factor-1000", 2L)], await FoundAsync(dataset, id));
        var message = (await portal.ItemsAsync($"/api/v1/datasets/{dataset}/versions/{id}/findings", portal.Uploader))[0].GetProperty("message").GetString();
        Assert.Equal(
            "figures.csv, line 2, column value, value \"1000 GW\": 1 GW is published of this observation, and this is 1000 times that; expected a figure in the unit that its row names.",
            message!.Replace("about ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_like_is_held_against_like()
    {
        var dataset = await portal.NewDatasetAsync();
        var id = await portal.DraftAsync(dataset, System.Text.Encoding.UTF8.GetBytes(string.Join('\n',
            Header + ",bound,coverage,control",
            "datacenter-power,IND,2022,1,GW,it-load,exact,national,territory",
            "datacenter-power,IND,2023,90,GW,all-installed,exact,national,territory",
            "datacenter-power,USA,2023,90,GW,it-load,exact,national,territory",
            "datacenter-power,IND,2023,90,GW,it-load,exact,national,owner",
            "datacenter-power,IND,2023,90,GW,it-load,lower,national,territory",
            "datacenter-power,IND,2024,900,GW,it-load,lower,city,territory",
            "datacenter-power,IND,2024-06,9000,GW,it-load,lower,city,territory")));
        Assert.Empty(await FoundAsync(dataset, id));
    }

    [Fact]
    public async Task Countries_that_are_published_and_not_in_the_file_are_named()
    {
        var dataset = await portal.NewDatasetAsync();
        string[] rows =
        [
            "datacenter-power,IND,2024,1,GW,it-load", "datacenter-power,USA,2024,1,GW,it-load", "datacenter-power,CHN,2023,1,GW,it-load",
            "electricity-generation,IND,2024,1,TWh,",
        ];
        await portal.LoadAsync(dataset, rows);
        // China has another period, and is there all the same.
        Assert.Empty(await FoundAsync(dataset, await portal.DraftAsync(dataset, [.. rows, "datacenter-power,CHN,2024,1,GW,it-load"])));

        var id = await portal.DraftAsync(dataset, rows[0]);
        var findings = await portal.ItemsAsync($"/api/v1/datasets/{dataset}/versions/{id}/findings", portal.Uploader);
        Assert.Equal([("coverage-lost", 0L), ("coverage-lost", 0L)], findings.Select(Key));
        Assert.Contains("of the 3 countries published for datacenter-power (it-load) from " + dataset + " it lacks 2: CHN, USA;", Message(findings[0]), StringComparison.Ordinal);
        Assert.Contains("of the 1 countries published for electricity-generation from " + dataset + " it lacks 1: IND;", Message(findings[1]), StringComparison.Ordinal);
    }

    // Ten peers from 1 to 10, whose median is 5 or 6 and whose spread is a factor of about 1.8, and a figure beside them.
    [Theory]
    [InlineData("6000", "", "outlier")]
    [InlineData("0.006", "", "outlier")]
    [InlineData("40", "", "")]
    [InlineData("0.3", "", "")]
    // Two that lie apart together are a kind, and no slip.
    [InlineData("6000", "5000", "")]
    [InlineData("6000", "45", "outlier")]
    public async Task A_figure_that_stands_alone_among_countries_is_told(string value, string beside, string code)
    {
        await DefineCountriesAsync();
        var dataset = await portal.NewDatasetAsync();
        string[] rows = [.. Peers("it-load"), $"datacenter-power,IND,2024,{value},GW,it-load", .. beside.Length > 0 ? [$"datacenter-power,USA,2024,{beside},GW,it-load"] : Array.Empty<string>()];
        var first = await portal.DraftAsync(dataset, rows);
        Assert.Equal(code.Length == 0 ? [] : [(code, 12L)], await FoundAsync(dataset, first));

        // The same when the peers are published, by another dataset.
        var (published, apart) = (await portal.NewDatasetAsync(), await portal.NewDatasetAsync());
        await portal.LoadAsync(published, [.. rows.Where(row => !row.Contains("IND", StringComparison.Ordinal)).Select(row => row.Replace("2024", "2019", StringComparison.Ordinal))]);
        Assert.Equal(code.Length == 0 ? [] : [(code, 2L)], await FoundAsync(apart, await portal.DraftAsync(apart, $"datacenter-power,IND,2019,{value},GW,it-load")));
        await portal.ExecuteAsync("UPDATE datasets.observation SET edition_to = (SELECT max(number) + 1 FROM datasets.edition) WHERE edition_to IS NULL");
    }

    [Fact]
    public async Task With_few_peers_or_with_limits_among_them_no_outlier_is_told()
    {
        await DefineCountriesAsync();
        var dataset = await portal.NewDatasetAsync();
        Assert.Empty(await FoundAsync(dataset, await portal.DraftAsync(dataset, [.. Peers("all-installed")[1..], "datacenter-power,IND,2024,6000,GW,all-installed"])));
        var limits = Peers("all-installed").Select((row, place) => $"{row},{(place == 0 ? "lower" : "exact")}").Append("datacenter-power,IND,2024,6000,GW,all-installed,exact");
        Assert.Empty(await FoundAsync(dataset, await portal.DraftAsync(dataset, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', limits.Prepend(Header + ",bound"))))));
    }

    // Of 4 GW all the year: 35 TWh. The electricity, the year of the power, and what is told.
    [Theory]
    [InlineData("36", "2024", "power-energy")]
    [InlineData("34", "2024", "")]
    [InlineData("3.4", "2025", "power-energy")]
    [InlineData("3.6", "2023", "")]
    [InlineData("36", "2022", "")]
    public async Task Electricity_is_held_against_installed_power_of_a_near_year(string electricity, string year, string code)
    {
        await DefineElectricityAsync();
        // A country of its own to each dataset: power of other datasets counts as well.
        foreach (var definition in (string[])["all-installed", "it-load"])
        {
            var dataset = await portal.NewDatasetAsync();
            string[] rows = [$"datacenter-electricity,IND,2024,{electricity},TWh,", $"datacenter-power,IND,{year},4,GW,{definition}"];
            var expected = definition == "all-installed" && code.Length > 0 ? [(code, 2L)] : Array.Empty<(string, long)>();
            Assert.Equal(expected, await FoundAsync(dataset, await portal.DraftAsync(dataset, rows)));
            if (definition == "it-load") continue;

            // Told of the power where the electricity is published already.
            await portal.LoadAsync(dataset, rows[0]);
            Assert.Equal(expected, await FoundAsync(dataset, await portal.DraftAsync(dataset, rows[1])) is var found ? found.Where(pair => pair.Code != "coverage-lost") : []);
            await portal.ExecuteAsync("UPDATE datasets.observation SET edition_to = (SELECT max(number) + 1 FROM datasets.edition) WHERE edition_to IS NULL");
        }
    }

    [Theory]
    [InlineData("30", "40", "")]
    [InlineData("40", "40", "")]
    [InlineData("40.3", "40", "")]
    [InlineData("41", "40", "parts-above-whole")]
    public async Task A_part_is_at_most_its_whole(string part, string whole, string code)
    {
        await portal.DefineAsync(new ReferenceSet
        {
            Indicators =
            [
                new("accelerators-units", "accelerators-units", "{chip}", Direction.Higher, "",
                    [new("programme-installed", "Installed", "Installed."), new("programme-onboarded", "Onboarded", "Committed.")], 0, null),
            ],
        });
        string[] rows = [$"accelerators-units,IND,2024,{part},{{chip}},programme-installed", $"accelerators-units,IND,2024,{whole},{{chip}},programme-onboarded"];
        var dataset = await portal.NewDatasetAsync();
        Assert.Equal(code.Length == 0 ? [] : [(code, 2L)], await FoundAsync(dataset, await portal.DraftAsync(dataset, rows)));
        // The whole of another year is not the whole.
        Assert.Empty(await FoundAsync(dataset, await portal.DraftAsync(dataset, rows[0], rows[1].Replace("2024", "2023", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task The_seed_data_has_nothing_that_asks_for_a_reason()
    {
        var outcome = await portal.Services.GetRequiredService<SeedDatasets>().RunAsync(SystemAccounts.Seed, SeedReference.Folder, TestContext.Current.CancellationToken);
        Assert.IsType<Outcome<int>.Done>(outcome);
        Assert.Equal(0L, await portal.ScalarAsync<long>("SELECT sum(warnings)::bigint FROM datasets.version WHERE system_upload"));
        await portal.ExecuteAsync("UPDATE datasets.observation SET edition_to = (SELECT max(number) + 1 FROM datasets.edition) WHERE edition_to IS NULL");
    }

    private static readonly string[] countries = ["AUT", "BEL", "CHE", "DNK", "ESP", "FIN", "GRC", "HUN", "IRL", "JPN"];

    private static string[] Peers(string definition) => [.. countries.Select((country, place) => $"datacenter-power,{country},2024,{place + 1},GW,{definition}")];

    private Task DefineCountriesAsync() => portal.DefineAsync(new ReferenceSet
    {
        Countries = [.. SeedReference.Read(SeedReference.Folder).Countries.Where(country => countries.Contains(country.Row.Code))],
    });

    private Task DefineElectricityAsync() => portal.DefineAsync(new ReferenceSet
    {
        Indicators = [new("datacenter-electricity", "datacenter-electricity", "TW.h", Direction.Context, "", [], 0, null)],
    });

    private async Task<List<(string Code, long Line)>> FoundAsync(string dataset, Guid id) =>
        [.. (await portal.ItemsAsync($"/api/v1/datasets/{dataset}/versions/{id}/findings", portal.Uploader)).Select(Key)];

    private static (string Code, long Line) Key(JsonElement finding) => (finding.GetProperty("code").GetString()!, finding.GetProperty("row").GetInt64());

    private static string Message(JsonElement finding) => finding.GetProperty("message").GetString()!;
}
