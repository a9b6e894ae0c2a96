using Bunit;
using Sovereign.Dashboard.Design;
using Xunit;

namespace Sovereign.Dashboard.Tests.Design;

public sealed class TimeChartTests : BunitContext
{
    private static readonly DateTimeOffset start = new(2026, 11, 26, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_line_breaks_where_nothing_is_known_and_a_lone_value_is_a_dot()
    {
        var chart = Chart(Line("generated", 1, 2, null, 4, null, 6, 7, 8));
        // From the first to the second of eight, and from the sixth on.
        Assert.Equal(["0", "714.3"], chart.FindAll("polyline").Select(line => line.GetAttribute("points")!.Split(',')[0]));
        Assert.Equal([2, 3], chart.FindAll("polyline").Select(line => line.GetAttribute("points")!.Split(' ').Length));
        Assert.Single(chart.FindAll("circle"));
        Assert.Equal(8, chart.FindAll("tbody tr").Count);
        Assert.Equal(2, chart.FindAll("tbody td").Count(cell => cell.TextContent.Contains("not known", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_newest_row_stands_first_and_the_summary_says_the_last_value()
    {
        var chart = Chart(Line("generated", 1, 2, 3), Line("prompts", 9, null, null));
        Assert.StartsWith("05:02", chart.Find("tbody th").TextContent, StringComparison.Ordinal);
        Assert.Contains("generated last 3, lowest 1, highest 3; prompts last 9", chart.Find("[role=img]").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_known_at_all_is_said_in_words()
    {
        var chart = Chart(Line("generated", null, null));
        Assert.Empty(chart.FindAll("svg"));
        Assert.Contains("Nothing is known", chart.Markup, StringComparison.Ordinal);
    }

    private static TimeSeries Line(string label, params double?[] values) =>
        new(label, [.. values.Select((value, i) => new TimePoint(start.AddMinutes(i), value, value?.ToString(System.Globalization.CultureInfo.InvariantCulture)))]);

    private IRenderedComponent<TimeChart> Chart(params TimeSeries[] series) =>
        Render<TimeChart>(parameters => parameters.Add(chart => chart.Title, "Tokens").Add(chart => chart.Unit, "tokens/s").Add(chart => chart.Series, series));
}
