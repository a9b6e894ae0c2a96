using Sovereign.Analytics.Observations;
using Xunit;

namespace Sovereign.Analytics.Tests.Observations;

public sealed class SeriesSelectionTests
{
    private static readonly Figure[] Series = [Of("USA", "2010", "10"), Of("USA", "2015", "20"), Of("USA", "2020", "40")];

    [Fact]
    public void A_series_ends_at_the_country_s_period_and_is_in_the_order_of_time()
    {
        var choice = SeriesSelection.Choose([Of("IND", "2020", "15")], [Series[2], Series[0], Of("USA", "2022", "50"), Series[1]], []);
        Assert.Null(choice.Reason);
        Assert.Equal(["2010", "2015", "2020"], choice.Points.Select(point => point.Figure.Period.Code));
    }

    [Fact]
    public void Without_a_point_of_the_very_period_the_next_later_one_closes_the_series()
    {
        var choice = SeriesSelection.Choose([Of("IND", "2018", "15")], [.. Series, Of("USA", "2022", "50")], []);
        Assert.Equal(["2010", "2015", "2020"], choice.Points.Select(point => point.Figure.Period.Code));
    }

    [Fact]
    public void Two_sources_are_never_joined()
    {
        var choice = SeriesSelection.Choose(
            [Of("IND", "2020", "15"), Of("IND", "2024", "18", source: "new")], [.. Series, Of("USA", "2024", "45", source: "new")], []);
        Assert.Equal(("2020", "old"), (choice.Country!.Figure.Period.Code, choice.Country.Figure.Source));
        Assert.All(choice.Points, point => Assert.Equal("old", point.Figure.Source));
    }

    [Fact]
    public void Bounds_parts_of_a_country_and_forecasts_are_no_points()
    {
        Figure[] reference =
        [
            Series[0], Of("USA", "2012", "15", bound: Bound.Lower), Of("USA", "2014", "18", coverage: Coverage.Partial), Of("USA", "2020", "40", status: "F"),
        ];
        var choice = SeriesSelection.Choose([Of("IND", "2011", "5")], reference, []);
        Assert.Equal(Reason.ShortSeries, choice.Reason?.Code);
        Assert.Equal(Reason.OneSidedBound, SeriesSelection.Choose([Of("IND", "2020", "15", bound: Bound.Lower)], Series, []).Reason?.Code);
        Assert.Equal(Reason.NotNational, SeriesSelection.Choose([Of("IND", "2020", "15", coverage: Coverage.City)], Series, []).Reason?.Code);
    }

    [Fact]
    public void A_series_that_ends_long_before_says_so() =>
        Assert.Equal(Reason.DistantPeriods, SeriesSelection.Choose([Of("IND", "2024", "15")], Series, []).Reason?.Code);

    [Fact]
    public void A_country_is_not_placed_in_its_own_series() =>
        Assert.Equal(Reason.SameCountry, SeriesSelection.Choose([Series[2]], Series, []).Reason?.Code);

    [Fact]
    public void A_missing_side_is_named()
    {
        Assert.Equal(Reason.NoCountryFigure, SeriesSelection.Choose([], Series, []).Reason?.Code);
        Assert.Equal(Reason.NoReferenceFigure, SeriesSelection.Choose([Of("IND", "2020", "15")], [], []).Reason?.Code);
    }

    private static Figure Of(
        string country, string period, string value, string source = "old", Bound bound = Bound.Exact, Coverage coverage = Coverage.National, string status = "A") =>
        Figures.Of(country, value, period, source, bound: bound, coverage: coverage, status: status);
}
