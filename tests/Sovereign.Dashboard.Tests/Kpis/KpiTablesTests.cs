using System.Text.Json;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Kpis;
using Sovereign.Dashboard.Tests.Gap;
using Xunit;

namespace Sovereign.Dashboard.Tests.Kpis;

public sealed class KpiTablesTests
{
    [Fact]
    public async Task Every_key_figure_is_listed_with_formula_and_worked_example()
    {
        var items = await JsonAsync(KpiTables.Definitions, KpiCatalogue.All);
        Assert.Equal(KpiCatalogue.All.Select(kpi => kpi.Code), items.Select(item => item.GetProperty("code").GetString()));
        Assert.Equal("reference(datacenter-power) ÷ country(datacenter-power)", items[0].GetProperty("formula").GetString());
        Assert.Equal("53.7 GW ÷ 3.6 GW", items[0].GetProperty("example").GetString());
        Assert.Equal("14.9", items[0].GetProperty("exampleResult").GetString());
    }

    [Fact]
    public async Task A_value_carries_its_bounds_and_every_input_down_to_the_line()
    {
        var item = Assert.Single(await JsonAsync(KpiTables.ResultsWithInputs, [Gap()]));
        Assert.Equal("value", item.GetProperty("status").GetString());
        Assert.InRange(item.GetProperty("value").GetDouble(), item.GetProperty("lower").GetDouble(), item.GetProperty("upper").GetDouble());
        Assert.Equal("53.7 GW ÷ 3.6 GW", item.GetProperty("withNumbers").GetString());
        var input = item.GetProperty("inputs")[1];
        Assert.Equal("country(datacenter-power)", input.GetProperty("input").GetString());
        Assert.Equal("3.6", input.GetProperty("valueText").GetString());
        Assert.Equal((2, new string('a', 64)), (input.GetProperty("line").GetInt32(), input.GetProperty("sha256").GetString()));
        Assert.Equal("only-source", input.GetProperty("chosen").GetString());
    }

    [Fact]
    public async Task A_trace_goes_from_formula_to_source_and_file()
    {
        var step = Assert.Single(await JsonAsync(KpiTables.Traces, [Gap()])).GetProperty("chain")[1];
        Assert.Equal("International Energy Agency", step.GetProperty("source").GetProperty("publisher").GetString());
        Assert.Equal("data.csv", step.GetProperty("file").GetProperty("name").GetString());
        Assert.Equal("2024", step.GetProperty("observation").GetProperty("period").GetString());
    }

    [Fact]
    public async Task Without_figures_there_is_no_number_but_a_reason()
    {
        var evaluation = KpiEvaluation.Of(PowerGapRatio.Kpi, new Dictionary<Formula.Input, KpiFigures>());
        var result = new KpiResult(
            PowerGapRatio.Kpi, "IND", "USA", "", Control.Territory, evaluation.Status, evaluation.Reason, evaluation.Value,
            [.. evaluation.Choices.Select(entry => new KpiInput(entry.Input, "IND", null, null, null))], evaluation.WithNumbers);
        var item = Assert.Single(await JsonAsync(KpiTables.Traces, [result]));
        Assert.False(item.TryGetProperty("value", out _));
        Assert.Equal("no-verdict", item.GetProperty("status").GetString());
        Assert.Equal("no-country-figure", item.GetProperty("reasonCode").GetString());
        Assert.All(item.GetProperty("chain").EnumerateArray(), step => Assert.True(step.GetProperty("missing").GetBoolean()));
    }

    private static KpiResult Gap()
    {
        var kpi = PowerGapRatio.Kpi;
        var source = new Source("iea", "Energy and AI", "International Energy Agency", 2025, null, "cited figures", Redistribution.Figures, true, null);
        var rows = new Dictionary<Side, PublishedObservation>
        {
            [Side.Country] = GapRows.Published(GapRows.Power, "IND", "all-installed", "3.6", "2024"),
            [Side.Reference] = GapRows.Published(GapRows.Power, "USA", "all-installed", "53.7", "2024"),
        };
        var evaluation = KpiEvaluation.Of(kpi, kpi.Formula.Inputs.ToDictionary(input => input, input => new KpiFigures([rows[input.Side].ToFigure()], [])));
        return new(
            kpi, "IND", "USA", "all-installed", Control.Territory, evaluation.Status, evaluation.Reason, evaluation.Value,
            [.. evaluation.Choices.Select(entry => new KpiInput(entry.Input, rows[entry.Input.Side].Country, entry.Choice, rows[entry.Input.Side], source))],
            evaluation.WithNumbers);
    }

    private static async Task<JsonElement[]> JsonAsync<T>(IReadOnlyList<Column<T>> columns, IReadOnlyList<T> rows)
    {
        using var written = new MemoryStream();
        await JsonTable.WriteAsync(written, new Table<T>(columns, rows.ToAsyncEnumerable()), null, 0, TestContext.Current.CancellationToken);
        return [.. JsonDocument.Parse(written.ToArray()).RootElement.GetProperty("items").EnumerateArray()];
    }
}
