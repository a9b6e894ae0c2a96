using System.Text;
using System.Text.Json;
using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Gap;
using Xunit;

namespace Sovereign.Dashboard.Tests.Gap;

public sealed class GapTablesTests
{
    [Fact]
    public async Task A_gap_leaves_as_json_with_numbers_and_both_periods()
    {
        var item = await JsonAsync(GapRows.Of(GapRows.Power, "all-installed", "3.60", "53.7"));
        Assert.Equal("datacenter-power", item.GetProperty("indicator").GetString());
        Assert.Equal("all-installed", item.GetProperty("definition").GetString());
        Assert.Equal("territory", item.GetProperty("control").GetString());
        Assert.Equal(3.6, item.GetProperty("value").GetDouble());
        Assert.Equal(53.7, item.GetProperty("referenceValue").GetDouble());
        Assert.Equal("2024", item.GetProperty("referencePeriod").GetString());
        Assert.Equal(14.92, item.GetProperty("ratio").GetDouble(), 0.01);
        Assert.InRange(item.GetProperty("ratio").GetDouble(), item.GetProperty("ratioLower").GetDouble(), item.GetProperty("ratioUpper").GetDouble());
        Assert.Equal(50.1, item.GetProperty("absolute").GetDouble(), 1e-9);
        Assert.Equal("behind", item.GetProperty("verdict").GetString());
        Assert.Equal("iea", Assert.Single(item.GetProperty("sources").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task A_gap_without_a_ratio_leaves_the_cell_out_and_gives_the_reason()
    {
        var item = await JsonAsync(GapRows.Of(GapRows.Power, "all-installed", "1", "50", bound: Analytics.Observations.Bound.Lower));
        Assert.False(item.TryGetProperty("ratio", out _));
        Assert.Equal("known-at-least", item.GetProperty("verdict").GetString());
        Assert.Equal("lower-bounds", item.GetProperty("reasonCode").GetString());
    }

    [Fact]
    public async Task Csv_keeps_the_digits_as_written()
    {
        using var written = new MemoryStream();
        await CsvTable.WriteAsync(
            written, new Table<GapRow>(GapTables.Rows, new[] { GapRows.Of(GapRows.Power, "all-installed", "3.60", "53.7") }.ToAsyncEnumerable()),
            TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(written.ToArray()).Split("\r\n");
        Assert.StartsWith("indicator,definition,control,direction,unit,value,bound,coverage,period,referenceValue", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("datacenter-power,all-installed,territory,higher,GW,3.60,exact,national,2024,53.7", lines[1], StringComparison.Ordinal);
    }

    private static async Task<JsonElement> JsonAsync(GapRow row)
    {
        using var written = new MemoryStream();
        await JsonTable.WriteAsync(
            written, new Table<GapRow>(GapTables.Rows, new[] { row }.ToAsyncEnumerable()), null, 0, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(written.ToArray()).RootElement.GetProperty("items")[0];
    }
}
