using Bunit;
using Sovereign.Dashboard.Design;
using Xunit;

namespace Sovereign.Dashboard.Tests.Design;

public sealed class WaterfallTests : BunitContext
{
    private static readonly WaterfallStep[] Steps =
    [
        new("India", null, 1, null, null, "1 GW", null, Emphasised: true),
        new("people", 1, 0.1, null, null, "× 0.1", null),
        new("wealth", 0.1, 10, 5, 20, "× 100", null),
        new("United States", null, 10, null, null, "10 GW", null),
    ];

    private IRenderedComponent<Waterfall> Draw(params WaterfallStep[] steps) =>
        Render<Waterfall>(parameters => parameters.Add(fall => fall.Title, "Power").Add(fall => fall.Unit, "GW").Add(fall => fall.Steps, steps));

    [Fact]
    public void A_step_goes_from_logarithm_to_logarithm()
    {
        var steps = Draw(Steps).FindAll("line.step").Select(line => (line.GetAttribute("x1"), line.GetAttribute("x2")));
        Assert.Equal([("33.33%", "0%"), ("0%", "66.67%")], steps);
    }

    [Fact]
    public void There_are_dots_and_no_bars()
    {
        var drawn = Draw(Steps);
        Assert.Equal(4, drawn.FindAll("circle").Count);
        Assert.Empty(drawn.FindAll("rect"));
        Assert.Contains("dot-strong", drawn.FindAll("circle")[0].ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_an_interval_that_says_something_is_drawn() => Assert.Equal(3, Draw(Steps).FindAll("line.span").Count);

    [Fact]
    public void Whoever_hears_the_picture_hears_every_step() =>
        Assert.Contains("people, × 0.1; wealth, × 100; United States, 10 GW", Draw(Steps).Find(".falls").GetAttribute("aria-label"), StringComparison.Ordinal);

    [Fact]
    public void Zero_has_no_place_and_nothing_is_drawn() => Assert.Empty(Draw(Steps[0], Steps[3] with { To = 0 }).FindAll("svg"));

    [Fact]
    public void Nothing_carries_a_style_of_its_own() => Assert.Empty(Draw(Steps).FindAll("[style]"));
}
