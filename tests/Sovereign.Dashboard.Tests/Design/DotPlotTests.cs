using Bunit;
using Sovereign.Dashboard.Design;
using Xunit;

namespace Sovereign.Dashboard.Tests.Design;

public sealed class DotPlotTests : BunitContext
{
    private static readonly DotPlotRow[] Rows =
    [
        new("United States", 53.7, null, null, "53.7", Estimated: false, Emphasised: false, "/countries/USA", "2024", new(MarkKind.Kpi, "datacenter-power", "USA", "53.7", "2024", "all-installed", "iea-vc", MarkedInterval.Of(null, null, NoInterval.NotStated))),
        new("India", 3.6, 3.0, 4.2, "3.6", Estimated: false, Emphasised: true, "/countries/IND"),
        new("Brazil", 0.8, null, null, "0.8", Estimated: true, Emphasised: false, null),
        new("Kenya", null, null, null, "no figure on this definition", Estimated: false, Emphasised: false, null),
    ];

    private IRenderedComponent<DotPlot> Plot() =>
        Render<DotPlot>(parameters => parameters.Add(plot => plot.Title, "Data-centre power").Add(plot => plot.Unit, "GW").Add(plot => plot.Rows, Rows));

    [Fact]
    public void A_dot_stands_at_its_logarithm()
    {
        var places = Plot().FindAll("circle").Select(circle => circle.GetAttribute("cx")).ToList();
        Assert.Equal(["91%", "51.88%", "30.1%"], places);
    }

    [Fact]
    public void An_estimate_is_hollow_and_the_subject_stands_out()
    {
        var dots = Plot().FindAll("circle");
        Assert.DoesNotContain("dot-hollow", dots[0].ClassName, StringComparison.Ordinal);
        Assert.Contains("dot-strong", dots[1].ClassName, StringComparison.Ordinal);
        Assert.Contains("dot-hollow", dots[2].ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_stated_interval_is_drawn() => Assert.Single(Plot().FindAll("line.span"));

    [Fact]
    public void No_figure_is_said_in_words_and_has_no_dot()
    {
        var plot = Plot();
        Assert.Equal("no figure on this definition", plot.Find(".dots .none").TextContent);
        Assert.Equal(3, plot.FindAll("circle").Count);
    }

    [Fact]
    public void The_table_holds_every_row_with_what_a_machine_reads()
    {
        var plot = Plot();
        Assert.Equal(4, plot.FindAll("details tbody tr").Count);
        var value = plot.Find("details data");
        Assert.Equal(("datacenter-power", "USA", "53.7"), (value.GetAttribute("data-kpi"), value.GetAttribute("data-country"), value.GetAttribute("data-value")));
    }

    [Fact]
    public void Nothing_carries_a_style_of_its_own() => Assert.Empty(Plot().FindAll("[style]"));

    [Fact]
    public void Without_any_value_the_words_stand_alone()
    {
        var plot = Render<DotPlot>(parameters => parameters.Add(p => p.Title, "t").Add(p => p.Unit, "GW").Add(p => p.Rows, Rows[3..]));
        Assert.Empty(plot.FindAll("svg"));
        Assert.Single(plot.FindAll(".none"));
    }
}
