using Sovereign.Analytics.Observations;
using Xunit;

namespace Sovereign.Analytics.Tests.Observations;

public sealed class ComparabilityTests
{
    [Fact]
    public void Like_may_be_divided_by_like() =>
        Assert.Equal(Comparability.Ratio, Comparability.Of(Figures.Of("IND", "3.6"), Figures.Of("USA", "53.7")));

    public static TheoryData<string, Figure, Figure> Refused => new()
    {
        { Reason.DifferentIndicators, Figures.Of("IND", "3.6"), Figures.Of("USA", "53.7", indicator: "datacenter-electricity") },
        { Reason.DifferentUnits, Figures.Of("IND", "3.6"), Figures.Of("USA", "183", unit: "TWh") },
        { Reason.DifferentDefinitions, Figures.Of("IND", "1", definition: "colocation-it"), Figures.Of("USA", "53.7") },
        { Reason.DifferentControls, Figures.Of("IND", "1", control: Control.Owner), Figures.Of("USA", "53.7") },
        { Reason.DistantPeriods, Figures.Of("IND", "0.4", period: "2021"), Figures.Of("USA", "53.7") },
        { Reason.DistantPeriods, Figures.Of("IND", "0.4", period: "2022-S1"), Figures.Of("USA", "53.7", period: "2024-S2") },
        { Reason.NotNational, Figures.Of("IND", "1", coverage: Coverage.City), Figures.Of("USA", "53.7") },
        { Reason.NotNational, Figures.Of("IND", "1"), Figures.Of("USA", "53.7", coverage: Coverage.Partial) },
        { Reason.OneSidedBound, Figures.Of("IND", "1", bound: Bound.Lower), Figures.Of("USA", "53.7") },
        { Reason.OneSidedBound, Figures.Of("IND", "1"), Figures.Of("USA", "53.7", bound: Bound.Upper) },
        { Reason.OneSidedBound, Figures.Of("IND", "1", bound: Bound.Upper), Figures.Of("USA", "53.7", bound: Bound.Upper) },
        { Reason.ForecastOnly, Figures.Of("IND", "1", status: "F"), Figures.Of("USA", "53.7") },
        { Reason.ForecastOnly, Figures.Of("IND", "1"), Figures.Of("USA", "53.7", status: "M") },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Unlike_figures_are_refused_with_the_reason(string code, Figure country, Figure reference)
    {
        var judged = Comparability.Of(country, reference);
        Assert.Equal(ComparabilityKind.NotComparable, judged.Kind);
        Assert.Equal(code, judged.Reason?.Code);
        Assert.Contains(code, Reason.Codes);
        Assert.EndsWith(".", judged.Reason?.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_lower_bounds_stand_side_by_side()
    {
        var judged = Comparability.Of(Figures.Of("IND", "1", bound: Bound.Lower), Figures.Of("USA", "50", bound: Bound.Lower));
        Assert.Equal(ComparabilityKind.KnownAtLeast, judged.Kind);
        Assert.Equal(Reason.LowerBounds, judged.Reason?.Code);
    }

    [Theory]
    [InlineData("2022", "2024")]
    [InlineData("2023", "2025")]
    [InlineData("2024-S1", "2025")]
    public void Two_years_apart_is_near_enough(string one, string other) => Assert.Equal(
        ComparabilityKind.Ratio, Comparability.Of(Figures.Of("IND", "1", period: one), Figures.Of("USA", "2", period: other)).Kind);
}
