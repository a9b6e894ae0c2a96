using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Progress;
using Sovereign.Analytics.Tests.Observations;
using Xunit;

namespace Sovereign.Analytics.Tests.Progress;

public sealed class CommonSeriesTests
{
    [Fact]
    public void Both_series_come_from_the_source_with_the_latest_common_period()
    {
        var chosen = CommonSeries.Choose(
            [Own("2010", "old"), Own("2020", "old"), Own("2024", "new"), Own("2022", "new")],
            [Theirs("2010", "old"), Theirs("2020", "old"), Theirs("2022", "new"), Theirs("2024", "new")], []);
        Assert.Equal("new", chosen?.Source);
        Assert.Equal(["2022", "2024"], chosen!.Own.Select(figure => figure.Period.Code));
        Assert.Equal(["2022", "2024"], chosen.Theirs.Select(figure => figure.Period.Code));
    }

    [Fact]
    public void Two_sources_never_make_one_series() => Assert.Null(CommonSeries.Choose(
        [Own("2020", "one"), Own("2024", "other")], [Theirs("2020", "one"), Theirs("2024", "other")], []));

    [Fact]
    public void Two_series_without_two_periods_in_common_are_not_compared() => Assert.Null(CommonSeries.Choose(
        [Own("2020", "one"), Own("2023", "one")], [Theirs("2020", "one"), Theirs("2024", "one")], []));

    [Fact]
    public void Bounds_parts_of_a_country_and_forecasts_do_not_enter()
    {
        Figure[] theirs = [Theirs("2020", "one"), Theirs("2024", "one")];
        Assert.NotNull(CommonSeries.Choose([Own("2020", "one"), Own("2024", "one")], theirs, []));
        Assert.All(
            new[]
            {
                Figures.Of("IND", "3", "2024", "one", bound: Bound.Lower), Figures.Of("IND", "3", "2024", "one", coverage: Coverage.City),
                Figures.Of("IND", "3", "2024", "one", status: "F"),
            },
            unfit => Assert.Null(CommonSeries.Choose([Own("2020", "one"), unfit], theirs, [])));
    }

    [Fact]
    public void Where_periods_are_the_same_the_stated_preference_decides()
    {
        Figure[] own = [Own("2020", "one"), Own("2024", "one"), Own("2020", "other"), Own("2024", "other")];
        Figure[] theirs = [Theirs("2020", "one"), Theirs("2024", "one"), Theirs("2020", "other"), Theirs("2024", "other")];
        Assert.Equal("one", CommonSeries.Choose(own, theirs, [])?.Source);
        Assert.Equal("other", CommonSeries.Choose(own, theirs, [new("other", 1, "It is better.")])?.Source);
    }

    private static Figure Own(string period, string source) => Figures.Of("IND", "3", period, source);

    private static Figure Theirs(string period, string source) => Figures.Of("USA", "50", period, source);
}
