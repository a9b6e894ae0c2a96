using CsCheck;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Xunit;

namespace Sovereign.Analytics.Tests.Observations;

public sealed class FigureSelectionTests
{
    private static readonly StatedPreference[] NoPreferences = [];

    [Fact]
    public void The_latest_common_period_wins_over_later_periods_of_one_side()
    {
        var choice = FigureSelection.Pair(
            [Figures.Of("IND", "3.0", period: "2023"), Figures.Of("IND", "3.6"), Figures.Of("IND", "4.1", period: "2025")],
            [Figures.Of("USA", "48", period: "2023"), Figures.Of("USA", "53.7")],
            NoPreferences);
        Assert.True(choice.CommonPeriod);
        Assert.Equal("2024", choice.Country?.Figure.Period.Code);
    }

    [Fact]
    public void Without_a_common_period_the_latest_of_each_within_two_years_stand_there_marked()
    {
        var choice = FigureSelection.Pair(
            [Figures.Of("IND", "1.03", period: "2023"), Figures.Of("IND", "1.4", period: "2024-S1")],
            [Figures.Of("USA", "9", period: "2021"), Figures.Of("USA", "11.4", period: "2025")],
            NoPreferences);
        Assert.False(choice.CommonPeriod);
        Assert.Equal(ComparabilityKind.Ratio, choice.Comparability.Kind);
        Assert.Equal(("2024-S1", "2025"), (choice.Country?.Figure.Period.Code, choice.Reference?.Figure.Period.Code));
    }

    [Fact]
    public void Too_far_apart_the_latest_of_each_stand_there_with_the_reason()
    {
        var choice = FigureSelection.Pair(
            [Figures.Of("CHL", "0.03", period: "2013"), Figures.Of("CHL", "0.08", period: "2018")], [Figures.Of("USA", "53.7")], NoPreferences);
        Assert.Equal("2018", choice.Country?.Figure.Period.Code);
        Assert.Equal(Reason.DistantPeriods, choice.Comparability.Reason?.Code);
    }

    [Fact]
    public void One_source_for_both_sides_comes_before_a_preferred_source_of_one_side()
    {
        var choice = FigureSelection.Pair(
            [Figures.Of("IND", "3.6", source: "iea"), Figures.Of("IND", "3.4", source: "ministry", method: Method.Official)],
            [Figures.Of("USA", "53.7", source: "iea")],
            [new("ministry", 1, "the national authority")]);
        Assert.Equal(["iea"], choice.Sources);
        Assert.Equal(SourceRule.OneSourceForBoth, choice.Country?.Rule);
        Assert.Equal(["ministry"], choice.Country?.Others);
        Assert.Equal(SourceRule.OnlySource, choice.Reference?.Rule);
    }

    [Fact]
    public void A_stated_preference_decides_and_is_quoted()
    {
        var choice = FigureSelection.Pair(
            [Figures.Of("IND", "3.6", source: "a"), Figures.Of("IND", "3.4", source: "b")],
            [Figures.Of("USA", "53.7", source: "c")],
            [new("b", 1, "it counts enterprise sites"), new("a", 2, "second best")]);
        Assert.Equal("b", choice.Country?.Figure.Source);
        Assert.Equal(SourceRule.Preference, choice.Country?.Rule);
        Assert.Contains("it counts enterprise sites", choice.Country?.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_preference_the_method_decides_and_then_the_code()
    {
        var choice = FigureSelection.Pair(
            [Figures.Of("IND", "3.6", source: "a", method: Method.Estimated), Figures.Of("IND", "3.4", source: "z", method: Method.Official)],
            [Figures.Of("USA", "53", source: "d"), Figures.Of("USA", "54", source: "c")],
            NoPreferences);
        Assert.Equal(("z", SourceRule.Method), (choice.Country?.Figure.Source, choice.Country?.Rule));
        Assert.Equal(("c", SourceRule.SourceCode), (choice.Reference?.Figure.Source, choice.Reference?.Rule));
    }

    [Fact]
    public void What_may_be_divided_comes_before_bounds_and_cities()
    {
        var choice = FigureSelection.Pair(
            [
                Figures.Of("IND", "1.0", source: "jll", bound: Bound.Lower),
                Figures.Of("IND", "1.406", source: "cw", period: "2024-S1"),
                Figures.Of("IND", "1.2", source: "colliers", coverage: Coverage.City),
            ],
            [Figures.Of("USA", "11.4", source: "other")],
            NoPreferences);
        Assert.Equal("cw", choice.Country?.Figure.Source);
    }

    [Fact]
    public void A_forecast_is_never_picked()
    {
        var choice = FigureSelection.Pair(
            [Figures.Of("THA", "0.357", period: "2025", status: "F"), Figures.Of("THA", "0.3")], [Figures.Of("USA", "60", period: "2025")], NoPreferences);
        Assert.Equal("2024", choice.Country?.Figure.Period.Code);

        var none = FigureSelection.Pair([Figures.Of("THA", "0.357", status: "F")], [Figures.Of("USA", "60")], NoPreferences);
        Assert.Null(none.Country);
        Assert.Equal(Reason.ForecastOnly, none.Comparability.Reason?.Code);
    }

    [Fact]
    public void A_missing_side_is_named_and_the_other_still_shown()
    {
        var choice = FigureSelection.Pair([], [Figures.Of("USA", "60")], NoPreferences);
        Assert.Equal(Reason.NoCountryFigure, choice.Comparability.Reason?.Code);
        Assert.Equal("60", choice.Reference?.Figure.ValueText);
        Assert.Equal(Reason.NoReferenceFigure, FigureSelection.Pair([Figures.Of("IND", "3")], [], NoPreferences).Comparability.Reason?.Code);
    }

    [Fact]
    public void The_order_of_the_figures_does_not_matter() =>
        Gen.Select(ManyFigures("IND"), ManyFigures("USA"), Gen.Int[0, 1000]).Sample((country, reference, seed) =>
        {
            var shuffled = country.OrderBy(figure => HashCode.Combine(seed, figure)).ToArray();
            var (one, other) = (FigureSelection.Pair(country, reference, NoPreferences), FigureSelection.Pair(shuffled, reference, NoPreferences));
            return one.Country?.Figure == other.Country?.Figure && one.Reference?.Figure == other.Reference?.Figure;
        });

    [Fact]
    public void The_nearest_figure_is_within_two_years_or_there_is_none()
    {
        Figure[] population = [Figures.Of("IND", "1438.07", period: "2023"), Figures.Of("IND", "1419.3", period: "2025")];
        Assert.Equal("2023", FigureSelection.Nearest(Period.Year(2022), population, NoPreferences)?.Figure.Period.Code);
        Assert.Equal("2025", FigureSelection.Nearest(Period.Year(2024), population, NoPreferences)?.Figure.Period.Code);
        Assert.Null(FigureSelection.Nearest(Period.Year(2018), population, NoPreferences));
    }

    [Fact]
    public void Between_two_equally_near_figures_the_preferred_source_decides()
    {
        Figure[] population = [Figures.Of("IND", "1438.07", period: "2023", source: "wb"), Figures.Of("IND", "1419.3", period: "2025", source: "cia")];
        Assert.Equal("2023", FigureSelection.Nearest(Period.Year(2024), population, [new("wb", 1, "one method for all countries")])?.Figure.Period.Code);
    }

    private static Gen<Figure[]> ManyFigures(string country) => Gen.Select(
            Gen.Int[2019, 2025], Gen.Char["abc"], Gen.Bool,
            (year, source, exact) =>
                Figures.Of(country, "5", period: $"{year}", source: $"{source}", bound: exact ? Bound.Exact : Bound.Lower))
        .Array[0, 8]
        // The key of an observation is unique, so one source states one value per period.
        .Select(figures => figures.DistinctBy(figure => (figure.Period, figure.Source)).ToArray());
}
