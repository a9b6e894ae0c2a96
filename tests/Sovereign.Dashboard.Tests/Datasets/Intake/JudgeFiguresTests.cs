using System.Text.Json;
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

    private async Task<List<(string Code, long Line)>> FoundAsync(string dataset, Guid id) =>
        [.. (await portal.ItemsAsync($"/api/v1/datasets/{dataset}/versions/{id}/findings", portal.Uploader)).Select(Key)];

    private static (string Code, long Line) Key(JsonElement finding) => (finding.GetProperty("code").GetString()!, finding.GetProperty("row").GetInt64());

    private static string Message(JsonElement finding) => finding.GetProperty("message").GetString()!;
}
