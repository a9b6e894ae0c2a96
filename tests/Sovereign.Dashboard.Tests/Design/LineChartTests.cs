using Bunit;
using Sovereign.Dashboard.Design;
using Xunit;

namespace Sovereign.Dashboard.Tests.Design;

public sealed class LineChartTests : BunitContext
{
    private static readonly LineSeries[] Series =
    [
        new("India", "CBRE", [new(2021.5, "2021", 0.575, "0.575", false), new(2023.5, "2023", 1.03, "1.03", false), new(2025.5, "2025", 1.53, "1.53", true)]),
        new("India", "JLL", [new(2020.5, "2020", 0.447, "0.447", false), new(2024.5, "2024", 1, "1", false)]),
    ];

    private IRenderedComponent<LineChart> Chart(params LineSeries[] series) =>
        Render<LineChart>(parameters => parameters.Add(chart => chart.Title, "Power").Add(chart => chart.Unit, "GW").Add(chart => chart.Series, series));

    [Fact]
    public void Points_of_different_sources_are_never_joined()
    {
        var chart = Chart(Series);
        Assert.Equal(3, chart.FindAll("line.line").Count);
        Assert.Equal(2, chart.Find("g.tone-0").QuerySelectorAll("line").Length);
        Assert.Single(chart.Find("g.tone-1").QuerySelectorAll("line"));
    }

    [Fact]
    public void The_way_to_an_estimate_is_dashed_and_its_dot_hollow()
    {
        var chart = Chart(Series);
        Assert.Single(chart.FindAll("line.line-guess"));
        Assert.Single(chart.FindAll("circle.dot-hollow"));
    }

    [Fact]
    public void Labels_that_would_cover_each_other_are_moved_apart()
    {
        var near = new LineSeries("Other", "source", [new(2025.5, "2025", 1.52, "1.52", false)]);
        var tops = Chart([.. Series, near]).FindAll("svg")[1].QuerySelectorAll("text.name")
            .Select(text => double.Parse(text.GetAttribute("y")!, System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(3, tops.Count);
        Assert.All(tops.Zip(tops.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 30, $"{pair.First} and {pair.Second}"));
    }

    [Fact]
    public void Every_year_that_is_marked_lies_in_the_picture()
    {
        var quarters = new LineSeries("India", null, [new(2020.9, "2020-Q4", 5, "5", false), new(2025.1, "2025-Q1", 9, "9", false)]);
        var places = Chart(quarters).FindAll("text[text-anchor='middle']").Select(text => double.Parse(text.GetAttribute("x")!.TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(places, place => Assert.InRange(place, 5, 97));
    }

    [Fact]
    public void A_label_is_text_whatever_it_contains() =>
        Assert.Contains("&lt;b&gt;", Chart(new LineSeries("<b>", null, Series[0].Points)).Markup, StringComparison.Ordinal);

    [Fact]
    public void Nothing_to_draw_draws_nothing() => Assert.Empty(Chart().FindAll("svg"));

    [Fact]
    public void The_table_holds_every_point() => Assert.Equal(5, Chart(Series).FindAll("tbody tr").Count);
}
