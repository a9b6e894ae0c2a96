using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Gap.Claims;
using Xunit;

namespace Sovereign.Dashboard.Tests.Gap;

public sealed class ExamineClaimTests
{
    private static readonly PublishedObservation[] Published =
    [
        Row("USA", "2024", "average-draw", "20.83", "iea-gn"),
        Row("USA", "2024", "all-installed", "53.7", "iea-vc"),
        Row("IND", "2024", "all-installed", "3.6", "iea-vc"),
        Row("IND", "2024", "colocation-it", "1", "jll-in"),
    ];

    private static PublishedObservation Row(string country, string period, string definition, string value, string source) => new(
        "datacenter-power", country, Period.Parse(period), definition, "territory", Bound.Exact,
        double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), value, null, null, null, null, "GW", "A", "reported", "national", source,
        "datacenter-power", "1.0.0", null, new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]), value.Length + country[0], "hash", "data.csv");

    private static FigureKey Key(string country, string definition, string source) => new("datacenter-power", definition, country, Period.Year(2024), source);

    private static Claim Claim(string value, string unit, string? reference, params Reconstruction[] reconstructions) => new(
        "code", "sentence", "words", "where", null, "datacenter-power", "USA", reference,
        double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), value, unit, "reading", reconstructions);

    private static ExaminedPair Examine(Reconstruction reconstruction) => ExamineClaim.Run(Claim("21", "1", "IND", reconstruction), Published).Pairs[0];

    [Fact]
    public void A_number_that_comes_out_by_mixing_is_marked_even_when_nobody_said_so()
    {
        var pair = Examine(new("t", Key("USA", "average-draw", "iea-gn"), Key("IND", "colocation-it", "jll-in"), MixesDefinitions: false, null));
        Assert.Equal(ClaimVerdict.ReproducesByMixing, pair.Verdict);
        Assert.Equal(20.83, pair.Result!.Value.Central, 9);
    }

    [Fact]
    public void Like_for_like_the_claim_does_not_come_out()
    {
        var pair = Examine(new("t", Key("USA", "all-installed", "iea-vc"), Key("IND", "all-installed", "iea-vc"), false, null));
        Assert.Equal(ClaimVerdict.DoesNotReproduce, pair.Verdict);
        Assert.Equal(53.7 / 3.6, pair.Result!.Value.Central, 9);
    }

    [Fact]
    public void A_figure_that_is_not_published_gives_no_number()
    {
        var pair = Examine(new("t", Key("USA", "average-draw", "lbnl24"), Key("IND", "colocation-it", "jll-in"), true, null));
        Assert.Equal((ClaimVerdict.NotPublished, null), (pair.Verdict, pair.Result));
    }

    [Fact]
    public void An_amount_is_set_beside_every_definition_in_its_own_unit()
    {
        var examined = ExamineClaim.Run(Claim("21000", "MW", null), Published);
        Assert.Equal(2, examined.Figures.Count);
        Assert.Equal("average-draw", examined.Figures.Single(row => examined.Matches.Contains((row.VersionId, row.Line))).Definition);
    }

    [Theory]
    [InlineData("21", 20.83, true)]
    [InlineData("21", 20.09, false)]
    [InlineData("20", 20.83, true)]
    [InlineData("39.7", 39.66, true)]
    [InlineData("39.7", 39.6, false)]
    public void A_claim_is_met_at_the_figures_in_which_it_is_stated(string claimed, double value, bool expected) =>
        Assert.Equal(expected, ExamineClaim.RoundsTo(Claim(claimed, "1", null), value));
}
