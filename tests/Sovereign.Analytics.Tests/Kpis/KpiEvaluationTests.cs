using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Tests.Observations;
using Xunit;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Tests.Kpis;

public sealed class KpiEvaluationTests
{
    private static readonly Formula.Input Own = Country(Indicators.DatacenterPower);
    private static readonly Formula.Input Theirs = Reference(Indicators.DatacenterPower);
    private static readonly Formula.Input People = Country(Indicators.Population);

    [Fact]
    public void A_gap_is_evaluated_with_its_figures_in_the_text()
    {
        var result = Evaluate(PowerGapRatio.Kpi, (Own, [Figures.Of("IND", "3.6")]), (Theirs, [Figures.Of("USA", "53.7")]));
        Assert.Equal((KpiStatus.Value, null), (result.Status, result.Reason));
        Assert.Equal(14.92, result.Value!.Value.Central, 0.01);
        Assert.Equal("53.7 GW ÷ 3.6 GW", result.WithNumbers);
    }

    [Fact]
    public void The_denominator_is_the_population_nearest_in_time()
    {
        var result = Evaluate(
            PowerPerHead.Kpi,
            (Own, [Figures.Of("IND", "3.6"), Figures.Of("IND", "2.0", period: "2021")]),
            (People, [Population("1438.07", "2023"), Population("1300", "2016")]));
        Assert.Equal(2.503, result.Value!.Value.Central, 0.001);
        Assert.Equal(["2024", "2023"], result.Choices.Select(entry => entry.Choice?.Figure.Period.Code));
    }

    [Fact]
    public void A_missing_input_gives_no_verdict_and_no_number()
    {
        var noPower = Evaluate(PowerPerHead.Kpi, (People, [Population("1438.07", "2023")]));
        Assert.Equal((KpiStatus.NoVerdict, Reason.NoCountryFigure), (noPower.Status, noPower.Reason?.Code));
        Assert.Null(noPower.Value);
        var noPeople = Evaluate(PowerPerHead.Kpi, (Own, [Figures.Of("IND", "3.6")]), (People, [Population("1300", "2016")]));
        Assert.Equal((KpiStatus.NoVerdict, Reason.NoCountryFigure), (noPeople.Status, noPeople.Reason?.Code));
        var noReference = Evaluate(PowerGapRatio.Kpi, (Own, [Figures.Of("IND", "3.6")]));
        Assert.Equal(Reason.NoReferenceFigure, noReference.Reason?.Code);
        Assert.Null(noReference.WithNumbers);
    }

    [Fact]
    public void A_period_asked_for_restricts_the_primary_figures()
    {
        var result = Evaluate(
            PowerPerHead.Kpi, Period.Year(2022), (Own, [Figures.Of("IND", "3.6")]), (People, [Population("1438.07", "2023")]));
        Assert.Equal(Reason.NoFigureInPeriod, result.Reason?.Code);
        var within = Evaluate(
            PowerPerHead.Kpi, Period.Year(2024), (Own, [Figures.Of("IND", "3.5", period: "2024-S1"), Figures.Of("IND", "4", period: "2025")]),
            (People, [Population("1438.07", "2023")]));
        Assert.Equal("2024-S1", within.Choices[0].Choice?.Figure.Period.Code);
    }

    [Fact]
    public void Two_lower_bounds_have_no_ratio_and_one_gives_at_least()
    {
        var ratio = Evaluate(
            PowerGapRatio.Kpi, (Own, [Figures.Of("IND", "1", bound: Bound.Lower)]), (Theirs, [Figures.Of("USA", "50", bound: Bound.Lower)]));
        Assert.Equal((KpiStatus.KnownAtLeast, null), (ratio.Status, ratio.Value));
        var perHead = Evaluate(
            PowerPerHead.Kpi, (Own, [Figures.Of("IND", "3.6", bound: Bound.Lower)]), (People, [Population("1438.07", "2023")]));
        Assert.Equal(KpiStatus.KnownAtLeast, perHead.Status);
        Assert.NotNull(perHead.Value);
    }

    [Fact]
    public void A_city_is_not_a_country()
    {
        var result = Evaluate(
            PowerPerHead.Kpi, (Own, [Figures.Of("IND", "3.6", coverage: Coverage.City, bound: Bound.Lower)]), (People, [Population("1438.07", "2023")]));
        Assert.Equal((KpiStatus.NotComparable, Reason.NotNational, null), (result.Status, result.Reason?.Code, result.Value));
    }

    [Fact]
    public void Dividing_by_zero_gives_no_verdict_with_the_reason()
    {
        var result = Evaluate(PowerGapRatio.Kpi, (Own, [Figures.Of("IND", "0")]), (Theirs, [Figures.Of("USA", "53.7")]));
        Assert.Equal((KpiStatus.NoVerdict, Reason.ZeroDenominator, null), (result.Status, result.Reason?.Code, result.Value));
    }

    [Fact]
    public void A_country_is_not_compared_with_itself()
    {
        var result = Evaluate(PowerGapRatio.Kpi, (Own, [Figures.Of("IND", "3.6")]), (Theirs, [Figures.Of("IND", "3.6")]));
        Assert.Equal(Reason.SameCountry, result.Reason?.Code);
    }

    [Fact]
    public void A_figure_that_is_zero_is_a_value_of_zero()
    {
        var result = Evaluate(Supercomputing.Kpi, (Country(Indicators.Top500Rmax), [Figures.Of("KEN", "0", indicator: "top500-rmax", unit: "PFlop/s")]));
        Assert.Equal((KpiStatus.Value, null, 0.0), (result.Status, result.Reason, result.Value?.Central));
    }

    [Fact]
    public void A_known_amount_is_at_least_so_much()
    {
        var result = Evaluate(
            KnownAccelerators.Kpi,
            (Country(Indicators.AcceleratorsH100e), [Figures.Of("IND", "4409", indicator: "accelerators-h100e", unit: "H100e", bound: Bound.Lower)]));
        Assert.Equal((KpiStatus.KnownAtLeast, Reason.LowerBounds, 4409.0), (result.Status, result.Reason?.Code, result.Value?.Central));
    }

    [Fact]
    public void An_interval_does_not_reach_past_what_is_possible()
    {
        var result = Evaluate(InternetUse.Kpi, (Country(Indicators.InternetUsers), [Figures.Of("ARE", "100", indicator: "internet-users", unit: "%")]));
        Assert.Equal((99.5, 100, 100), (result.Value!.Value.Low, result.Value.Value.Central, result.Value.Value.High));
    }

    [Fact]
    public void A_distance_in_years_names_every_point_of_the_series_as_an_input()
    {
        var result = Evaluate(
            DevelopersYearsBehind.Kpi,
            (Country(Indicators.Developers), [Developers("DEU", "4530745", "2025-Q3")]),
            (Country(Indicators.Population), [PopulationOf("DEU", "84.012", "2025")]),
            (ReferenceSeries(Indicators.Developers), [Developers("USA", "11660333", "2019-Q4"), Developers("USA", "17416689", "2022-Q4"), Developers("USA", "28629080", "2025-Q3")]),
            (ReferenceSeries(Indicators.Population), [PopulationOf("USA", "336.806", "2023"), PopulationOf("USA", "338.016", "2025")]));
        Assert.Equal((KpiStatus.Value, null), (result.Status, result.Reason));
        // Of the first point no population is near enough: it is left out on both series.
        Assert.Equal(
            ["2025-Q3", "2025", "2022-Q4", "2025-Q3", "2023", "2025"], result.Choices.Select(entry => entry.Choice?.Figure.Period.Code));
        Assert.InRange(result.Value!.Value.Central, 2.5, 2.75);
    }

    [Fact]
    public void A_series_that_is_too_short_gives_no_verdict_with_the_reason()
    {
        var result = Evaluate(
            DevelopersYearsBehind.Kpi,
            (Country(Indicators.Developers), [Developers("DEU", "4530745", "2025-Q3")]), (Country(Indicators.Population), [PopulationOf("DEU", "84.012", "2025")]),
            (ReferenceSeries(Indicators.Developers), [Developers("USA", "28629080", "2025-Q3")]),
            (ReferenceSeries(Indicators.Population), [PopulationOf("USA", "338.016", "2025")]));
        Assert.Equal((KpiStatus.NoVerdict, Reason.ShortSeries, null), (result.Status, result.Reason?.Code, result.Value));
        var empty = Evaluate(DevelopersYearsBehind.Kpi, (Country(Indicators.Developers), [Developers("DEU", "4530745", "2025-Q3")]));
        Assert.Equal((KpiStatus.NoVerdict, Reason.NoCountryFigure), (empty.Status, empty.Reason?.Code));
    }

    private static Figure Developers(string country, string value, string period) =>
        Figures.Of(country, value, period, "gh-innov", indicator: "developers", definition: "", unit: "persons");

    private static Figure PopulationOf(string country, string value, string period) =>
        Figures.Of(country, value, period, indicator: "population", definition: "", unit: "million persons");

    private static Figure Population(string value, string period) => PopulationOf("IND", value, period);

    private static KpiEvaluation Evaluate(Kpi kpi, params (Formula.Input Input, Figure[] Figures)[] published) => Evaluate(kpi, null, published);

    private static KpiEvaluation Evaluate(Kpi kpi, Period? within, params (Formula.Input Input, Figure[] Figures)[] published) =>
        KpiEvaluation.Of(kpi, published.ToDictionary(entry => entry.Input, entry => new KpiFigures(entry.Figures, [])), within);
}
