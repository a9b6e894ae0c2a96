using Sovereign.Analytics.Decomposition;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Tests.Observations;
using Xunit;

namespace Sovereign.Analytics.Tests.Decomposition;

/// <summary>India and the United States with figures as the seed data have them, and what happens when some of them are missing.</summary>
public sealed class GapDecompositionTests
{
    [Fact]
    public void Power_by_economy_comes_out_as_by_hand()
    {
        var gap = GapDecomposition.Of(PowerByEconomy.Identity, Economy());
        Assert.Empty(gap.Obstacles);
        Assert.Equal(53.7 / 3.6, gap.Total.Ratio!.Value.Central, 1e-12);
        Assert.Equal(50.1, gap.Total.Term!.Value.Central, 1e-9);
        // 336.806 / 1438.07; (29185 / 336.806) / (3913 / 1438.07); (53.7 / 29185) / (3.6 / 3913).
        Assert.Equal([0.23421, 31.8453, 2.0000], gap.Factors.Select(factor => Math.Round(factor.Part.Ratio!.Value.Central, 5)), Near(1e-3));
        // L = 50.1 / ln 14.9167 = 18.5385, times the logarithm of each ratio.
        Assert.Equal([-26.910, 64.160, 12.850], gap.Factors.Select(factor => factor.Part.Term!.Value.Central), Near(0.001));
        Assert.Equal(1, gap.Factors.Sum(factor => factor.Part.Share!.Value), 1e-12);
        Assert.Equal("3913 billion USD ÷ 1438.07 million people", gap.Factors[1].WithNumbers);
    }

    [Fact]
    public void Terms_add_up_and_turn_round_with_the_countries()
    {
        var there = GapDecomposition.Of(PowerByEconomy.Identity, Economy());
        var back = GapDecomposition.Of(
            PowerByEconomy.Identity,
            Economy().ToDictionary(entry => entry.Key, entry => (IReadOnlyList<InputCandidates>)[.. entry.Value.Select(one => one with { Country = one.Reference, Reference = one.Country })]));
        Assert.Equal(there.Total.Term!.Value.Central, there.Factors.Sum(factor => factor.Part.Term!.Value.Central), 1e-9);
        Assert.Equal(there.Factors.Select(factor => -factor.Part.Term!.Value.Central), back.Factors.Select(factor => factor.Part.Term!.Value.Central), Near(1e-12));
        Assert.Equal(there.Factors.Select(factor => factor.Part.Share!.Value), back.Factors.Select(factor => factor.Part.Share!.Value), Near(1e-12));
    }

    [Fact]
    public void A_factor_whose_interval_holds_1_is_not_distinguishable_and_its_term_may_be_nothing()
    {
        var gap = GapDecomposition.Of(PowerByEconomy.Identity, Economy(gdp: Figures.Of("IND", "3913", indicator: "gdp", definition: "", unit: "10*9.{USD}", lower: "3000", upper: "5000")));
        var intensity = gap.Factors[2].Part;
        Assert.Equal(PartVerdict.NotDistinguishable, GapDecomposition.Of(
            PowerByEconomy.Identity, Economy(gdp: Figures.Of("IND", "2000", indicator: "gdp", definition: "", unit: "10*9.{USD}", lower: "1500", upper: "5000"))).Factors[2].Part.Verdict);
        Assert.Equal(PartVerdict.ReferenceHasMore, intensity.Verdict);
        Assert.All(gap.Factors, factor => Assert.Equal(factor.Part.Ratio!.Value.Contains(1), factor.Part.Term!.Value.Contains(0)));
    }

    [Fact]
    public void Shares_of_the_groups_add_up_and_a_group_without_factor_is_not_zero()
    {
        var groups = GapDecomposition.Of(PowerByEconomy.Identity, Economy()).Groups;
        Assert.Equal([FactorGroup.Given, FactorGroup.CapitalBound, FactorGroup.SoftwareAddressable], groups.Select(group => group.Group));
        Assert.Equal(1, groups.Sum(group => group.Share ?? 0), 1e-12);
        Assert.Equal(50.1, groups.Sum(group => group.Term?.Central ?? 0), 1e-9);
        Assert.Null(groups[2].Term);
        Assert.Empty(groups[2].Factors);
    }

    [Fact]
    public void Nothing_is_divided_across_definitions()
    {
        var offered = Economy();
        offered[Indicators.ElectricityPriceIndustrial] =
        [
            new("average-revenue", [], [Price("USA", "0.0813", "average-revenue")], []), new("tariff-estimate", [Price("IND", "0.09", "tariff-estimate")], [], []),
        ];
        var gap = GapDecomposition.Of(PowerByBill.Identity, offered);
        var obstacle = Assert.Single(gap.Obstacles);
        Assert.Equal((Indicators.ElectricityPriceIndustrial, Reason.DifferentDefinitions), (obstacle.Indicator, obstacle.Reason.Code));
        Assert.False(gap.IsDecomposed);
        Assert.All(gap.Factors, factor => Assert.Equal((null, null, null), (factor.Part.Country, factor.Part.Ratio, factor.Part.Term)));
        // What is known is said all the same.
        Assert.Equal(53.7 / 3.6, gap.Total.Ratio!.Value.Central, 1e-12);
    }

    [Fact]
    public void A_definition_that_both_have_goes_before_one_that_stands_first()
    {
        var offered = Economy();
        offered[Indicators.ElectricityPriceIndustrial] =
        [
            new("average-revenue", [], [Price("USA", "0.0813", "average-revenue")], []),
            new("with-taxes", [Price("IND", "0.09", "with-taxes")], [Price("USA", "0.18", "with-taxes")], []),
        ];
        var gap = GapDecomposition.Of(PowerByBill.Identity, offered);
        Assert.Empty(gap.Obstacles);
        Assert.Equal([2 * 53.7 / 3.6, 0.5], gap.Factors.Select(factor => factor.Part.Ratio!.Value.Central), Near(1e-9));
    }

    [Fact]
    public void What_nobody_publishes_is_named_and_what_is_known_stays()
    {
        var gap = GapDecomposition.Of(Delivered.Identity, Economy());
        Assert.Equal([AwaitedInputs.PowerUtilisation, AwaitedInputs.TokensPerJoule], gap.Obstacles.Select(obstacle => obstacle.Indicator));
        Assert.All(gap.Obstacles, obstacle => Assert.Equal(Reason.NoIndicator, obstacle.Reason.Code));
        Assert.Equal(53.7 / 3.6, gap.Factors[0].Part.Ratio!.Value.Central, 1e-12);
        Assert.Equal(PartVerdict.Unknown, gap.Total.Verdict);
        Assert.All(gap.Groups, group => Assert.Null(group.Term));
    }

    [Fact]
    public void It_is_decomposed_once_figures_come()
    {
        var offered = Economy();
        Add(AwaitedInputs.PowerUtilisation, "1", "0.30", "0.60");
        Add(AwaitedInputs.TokensPerJoule, "{token}/J", "0.20", "0.50");
        var gap = GapDecomposition.Of(Delivered.Identity, offered);
        Assert.Empty(gap.Obstacles);
        Assert.Equal([53.7 / 3.6, 2, 2.5], gap.Factors.Select(factor => factor.Part.Ratio!.Value.Central), Near(1e-9));
        Assert.Equal(3.6 * 31.536 * 0.3 * 0.2, gap.Total.Country!.Value.Central, 1e-9);

        void Add(InputIndicator indicator, string unit, string own, string theirs) => offered[indicator] =
            [new("", [Figures.Of("IND", own, indicator: indicator.Code, definition: "", unit: unit)], [Figures.Of("USA", theirs, indicator: indicator.Code, definition: "", unit: unit)], [])];
    }

    [Fact]
    public void Of_two_lower_bounds_nothing_is_taken_apart()
    {
        InputCandidates known = new("known-clusters", [Chips("IND", "4409")], [Chips("USA", "1331525")], []);
        var gap = GapDecomposition.Of(DeliveredByAccelerators.Identity, new Dictionary<InputIndicator, IReadOnlyList<InputCandidates>> { [Indicators.AcceleratorsH100e] = [known] });
        Assert.Equal(Reason.LowerBounds, gap.Obstacles[0].Reason.Code);
        Assert.Null(gap.Factors[0].Part.Country);

        static Figure Chips(string country, string value) =>
            Figures.Of(country, value, "2025", indicator: "accelerators-h100e", definition: "known-clusters", bound: Bound.Lower, unit: "{H100e}");
    }

    [Fact]
    public void Each_missing_figure_is_named_with_its_country()
    {
        var offered = Economy();
        offered[Indicators.DatacenterPower] = [new("it-load", [], [Figures.Of("USA", "48")], [])];
        offered[Indicators.Gdp] = [];
        var gap = GapDecomposition.Of(PowerByEconomy.Identity, offered);
        Assert.Equal(
            [(Indicators.DatacenterPower, Side.Country), (Indicators.Gdp, Side.Country), (Indicators.Gdp, Side.Reference)],
            gap.Obstacles.Select(obstacle => (obstacle.Indicator, obstacle.Side)));
        Assert.Equal(336.806, gap.Factors[0].Part.Reference!.Value.Central);
    }

    [Fact]
    public void Zero_takes_the_whole_and_has_no_ratio()
    {
        var offered = Economy();
        offered[Indicators.DatacenterPower] = [new("all-installed", [Figures.Of("IND", "0.0")], [Figures.Of("USA", "53.7")], [])];
        var gap = GapDecomposition.Of(PowerByEconomy.Identity, offered);
        Assert.Empty(gap.Obstacles);
        Assert.Equal([0, 0, 53.7], gap.Factors.Select(factor => factor.Part.Term!.Value.Central), Near(1e-12));
        Assert.Equal((null, PartVerdict.ReferenceHasMore), (gap.Factors[2].Part.Ratio, gap.Factors[2].Part.Verdict));
        Assert.True(gap.Factors[2].Part.Term!.Value.Contains(53.65));
    }

    [Fact]
    public void A_zero_that_is_divided_by_is_named()
    {
        var offered = Economy();
        offered[Indicators.AiTalent] = [new("index-share", [People("IND", "0")], [People("USA", "978000")], [])];
        var obstacle = Assert.Single(GapDecomposition.Of(PowerByTalent.Identity, offered).Obstacles);
        Assert.Equal((Indicators.AiTalent, Side.Country, Reason.ZeroDenominator), (obstacle.Indicator, obstacle.Side, obstacle.Reason.Code));

        static Figure People(string country, string value) => Figures.Of(country, value, "2025", indicator: "ai-talent", definition: "index-share", unit: "{person}");
    }

    [Fact]
    public void A_country_is_not_compared_with_itself()
    {
        var offered = Economy().ToDictionary(entry => entry.Key, entry => (IReadOnlyList<InputCandidates>)[.. entry.Value.Select(one => one with { Reference = one.Country })]);
        var gap = GapDecomposition.Of(PowerByEconomy.Identity, offered);
        Assert.Equal(Reason.SameCountry, Assert.Single(gap.Obstacles).Reason.Code);
        Assert.False(gap.IsDecomposed);
    }

    private static Dictionary<InputIndicator, IReadOnlyList<InputCandidates>> Economy(Figure? gdp = null) => new()
    {
        [Indicators.DatacenterPower] = [new("all-installed", [Figures.Of("IND", "3.6")], [Figures.Of("USA", "53.7")], [])],
        [Indicators.Gdp] = [new("", [gdp ?? Gdp("IND", "3913")], [Gdp("USA", "29185")], [])],
        [Indicators.Population] = [new("", [People("IND", "1438.07")], [People("USA", "336.806")], [])],
    };

    private static Figure Gdp(string country, string value) => Figures.Of(country, value, indicator: "gdp", definition: "", unit: "10*9.{USD}");

    private static Figure People(string country, string value) => Figures.Of(country, value, "2023", indicator: "population", definition: "", unit: "10*6.{person}");

    private static Figure Price(string country, string value, string definition) =>
        Figures.Of(country, value, indicator: "electricity-price-industrial", definition: definition, unit: "{USD}/kW.h");

    private static EqualityComparer<double> Near(double distance) =>
        EqualityComparer<double>.Create((one, other) => Math.Abs(one - other) <= distance, _ => 0);
}
