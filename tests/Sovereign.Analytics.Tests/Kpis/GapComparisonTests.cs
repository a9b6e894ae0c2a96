using CsCheck;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Tests.Observations;
using Xunit;

namespace Sovereign.Analytics.Tests.Kpis;

public sealed class GapComparisonTests
{
    [Fact]
    public void India_is_behind_by_a_factor_of_fifteen_on_installed_power()
    {
        var gap = Compare(Figures.Of("IND", "3.6"), Figures.Of("USA", "53.7"));
        Assert.Equal(GapVerdict.Behind, gap.Verdict);
        Assert.Null(gap.Reason);
        Assert.Equal(14.92, gap.Ratio!.Value.Central, 0.01);
        Assert.Equal(50.1, gap.Absolute!.Value.Central, 1e-9);
    }

    [Fact]
    public void Per_head_the_distance_is_larger()
    {
        var gap = GapComparison.Of(
            Pair(Figures.Of("IND", "3.6"), Figures.Of("USA", "53.7")), Direction.Higher,
            Figures.Of("IND", "1438.07", indicator: "population", unit: "million persons"),
            Figures.Of("USA", "336.806", indicator: "population", unit: "million persons"));
        Assert.Equal(63.7, gap.PerCapitaRatio!.Value.Central, 0.1);
    }

    [Fact]
    public void A_price_has_no_ratio_per_head()
    {
        var gap = GapComparison.Of(
            Pair(Figures.Of("IND", "0.09", unit: "USD/kWh"), Figures.Of("USA", "0.0813", unit: "USD/kWh")), Direction.Lower,
            Figures.Of("IND", "1438.07", indicator: "population", unit: "million persons"),
            Figures.Of("USA", "336.806", indicator: "population", unit: "million persons"));
        Assert.Null(gap.PerCapitaRatio);
        Assert.Equal(GapVerdict.Behind, gap.Verdict);
    }

    [Theory]
    [InlineData("10", "20", Direction.Higher, GapVerdict.Behind)]
    [InlineData("20", "10", Direction.Higher, GapVerdict.Ahead)]
    [InlineData("10", "20", Direction.Lower, GapVerdict.Ahead)]
    [InlineData("20", "10", Direction.Lower, GapVerdict.Behind)]
    [InlineData("10", "10", Direction.Higher, GapVerdict.Level)]
    [InlineData("10", "10.0", Direction.Lower, GapVerdict.Level)]
    [InlineData("10", "10.2", Direction.Higher, GapVerdict.NotDistinguishable)]
    [InlineData("10", "20", Direction.Context, GapVerdict.NoVerdict)]
    [InlineData("0", "6699", Direction.Higher, GapVerdict.Behind)]
    [InlineData("0", "0", Direction.Higher, GapVerdict.Level)]
    [InlineData("0", "0.3", Direction.Higher, GapVerdict.NotDistinguishable)]
    public void The_verdict_follows_direction_and_interval(string country, string reference, Direction direction, GapVerdict verdict) =>
        Assert.Equal(verdict, Compare(Figures.Of("IND", country), Figures.Of("USA", reference), direction).Verdict);

    [Fact]
    public void A_zero_has_no_ratio_and_says_so()
    {
        var gap = Compare(Figures.Of("IND", "0"), Figures.Of("USA", "6699"));
        Assert.Null(gap.Ratio);
        Assert.Equal(Reason.ZeroDenominator, gap.Reason?.Code);
        Assert.Equal(6699, gap.Absolute?.Central);
    }

    [Fact]
    public void Context_keeps_its_ratio_without_a_verdict()
    {
        var gap = Compare(Figures.Of("IND", "10"), Figures.Of("USA", "20"), Direction.Context);
        Assert.Equal((GapVerdict.NoVerdict, Reason.Context), (gap.Verdict, gap.Reason?.Code));
        Assert.Equal(2, gap.Ratio!.Value.Central, 1e-12);
    }

    [Fact]
    public void Lower_bounds_and_mixed_bounds_have_no_ratio()
    {
        var both = Compare(Figures.Of("IND", "4", bound: Bound.Lower), Figures.Of("USA", "1332", bound: Bound.Lower));
        Assert.Equal((GapVerdict.KnownAtLeast, null), (both.Verdict, both.Ratio));
        var mixed = Compare(Figures.Of("CHN", "797"), Figures.Of("USA", "1332", bound: Bound.Lower));
        Assert.Equal((GapVerdict.NotComparable, Reason.OneSidedBound), (mixed.Verdict, mixed.Reason?.Code));
        Assert.Null(mixed.Absolute);
    }

    [Fact]
    public void A_missing_figure_gives_no_verdict_never_zero()
    {
        var gap = GapComparison.Of(FigureSelection.Pair([], [Figures.Of("USA", "53.7")], []), Direction.Higher);
        Assert.Equal((GapVerdict.NoVerdict, Reason.NoCountryFigure), (gap.Verdict, gap.Reason?.Code));
        Assert.Null(gap.Ratio);
        Assert.Null(gap.Absolute);
    }

    [Fact]
    public void Absurd_figures_give_a_reason_instead_of_a_fault()
    {
        var gap = Compare(Figures.Of("IND", "1e-300"), Figures.Of("USA", "1e300"));
        Assert.Equal((GapVerdict.NoVerdict, Reason.OutOfRange), (gap.Verdict, gap.Reason?.Code));
    }

    [Fact]
    public void The_ratio_does_not_change_when_units_do() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[1, 1_000_000]).Sample((own, theirs) =>
        {
            var inGigawatts = Compare(Figures.Of("IND", $"{own}e-3"), Figures.Of("USA", $"{theirs}e-3")).Ratio!.Value;
            var mixed = Compare(Figures.Of("IND", $"{own}", unit: "MW"), Figures.Of("USA", $"{theirs}e-3")).Ratio!.Value;
            return Near(inGigawatts.Low, mixed.Low) && Near(inGigawatts.Central, mixed.Central) && Near(inGigawatts.High, mixed.High);
        });

    [Fact]
    public void Seen_from_the_other_side_behind_is_ahead() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Int[1, 1000]).Sample((one, other) =>
        {
            var (there, back) = (Compare(Figures.Of("IND", $"{one}"), Figures.Of("USA", $"{other}")), Compare(Figures.Of("USA", $"{other}"), Figures.Of("IND", $"{one}")));
            return (there.Verdict, back.Verdict) is (GapVerdict.Behind, GapVerdict.Ahead) or (GapVerdict.Ahead, GapVerdict.Behind)
                || (there.Verdict == back.Verdict && there.Verdict is GapVerdict.Level or GapVerdict.NotDistinguishable);
        });

    private static PairChoice Pair(Figure country, Figure reference) => FigureSelection.Pair([country], [reference], []);

    private static GapComparison Compare(Figure country, Figure reference, Direction direction = Direction.Higher) =>
        GapComparison.Of(Pair(country, reference), direction);

    private static bool Near(double one, double other) => Math.Abs(one - other) <= 1e-9 * Math.Abs(other);
}
