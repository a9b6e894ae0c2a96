using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Gap;
using Xunit;

namespace Sovereign.Dashboard.Tests.Gap;

public sealed class HeadlineTests
{
    [Fact]
    public void Figures_at_third_hand_give_the_range_over_definitions()
    {
        var headline = Write(GapRows.Of(GapRows.Power, "all-installed", "3.6", "53.7", thirdHand: true), GapRows.Of(GapRows.Power, "colocation-it", "1.406", "11.4", thirdHand: true));
        Assert.Equal(HeadlineKind.Range, headline.Kind);
        Assert.Equal(
            "India has between one eighth and one fifteenth of the data-centre power of the United States, depending on what is counted.", headline.Sentence);
        Assert.Equal("All of these comparisons rest on figures that are known only from a republication.", headline.Caution);
        Assert.Equal(["colocation-it", "all-installed"], headline.Rows.Select(row => row.Definition?.Code));
    }

    [Fact]
    public void One_definition_with_figures_at_first_hand_is_said_plainly()
    {
        var headline = Write(GapRows.Of(GapRows.Power, "all-installed", "3.6", "53.7"), GapRows.Of(GapRows.Power, "colocation-it", "1.406", "11.4", thirdHand: true));
        Assert.Equal((HeadlineKind.Firm, null), (headline.Kind, headline.Caution));
        Assert.Equal("India has one fifteenth of the data-centre power of the United States.", headline.Sentence);
    }

    [Fact]
    public void Several_such_definitions_give_a_range_over_them_alone()
    {
        var headline = Write(
            GapRows.Of(GapRows.Power, "all-installed", "10", "40"), GapRows.Of(GapRows.Power, "colocation-it", "10", "50"), GapRows.Of(GapRows.Power, "it-load", "1", "100", thirdHand: true));
        Assert.Equal("India has between one quarter and one fifth of the data-centre power of the United States, depending on what is counted.", headline.Sentence);
        Assert.Null(headline.Caution);
    }

    [Fact]
    public void A_single_comparison_that_is_not_firm_carries_its_caution()
    {
        var headline = Write(GapRows.Of(GapRows.Power, "all-installed", "3.6", "53.7", period: "2023", referencePeriod: "2025"));
        Assert.Equal(HeadlineKind.Cautious, headline.Kind);
        Assert.Equal("This comparison rests on figures that are of years more than one apart.", headline.Caution);
    }

    [Fact]
    public void Without_a_ratio_it_says_that_nothing_is_known()
    {
        var headline = Write(GapRows.Of(GapRows.Power, "all-installed", "1", "50", bound: Bound.Lower));
        Assert.Equal(HeadlineKind.Unknown, headline.Kind);
        Assert.Equal("How India compares with the United States on data-centre power is not known.", headline.Sentence);
        Assert.NotNull(headline.Caution);
    }

    [Fact]
    public void A_zero_is_said_to_be_a_zero()
    {
        var headline = Write(GapRows.Of(GapRows.Power, "all-installed", "0", "50"));
        Assert.Equal("India has a figure of zero for data-centre power, so no share of that of the United States can be given.", headline.Sentence);
    }

    [Fact]
    public void A_price_is_a_level_and_not_something_a_country_has()
    {
        var headline = Headline.Write("electricity-price-industrial", "India", "United States", [GapRows.Of(GapRows.Price, "with-taxes", "0.12", "0.08")])!;
        Assert.Equal("On industrial electricity price, India stands at 1.5 times the level of the United States.", headline.Sentence);
    }

    [Fact]
    public void A_range_across_parity_is_said_in_times_and_equal_figures_as_about_as_much()
    {
        var across = Write(GapRows.Of(GapRows.Power, "all-installed", "10", "20"), GapRows.Of(GapRows.Power, "colocation-it", "30", "20"));
        Assert.Equal("India has between 0.50 and 1.5 times the data-centre power of the United States, depending on what is counted.", across.Sentence);
        Assert.Equal("India has about as much data-centre power as the United States.", Write(GapRows.Of(GapRows.Power, "all-installed", "20.1", "20.0")).Sentence);
    }

    [Fact]
    public void An_indicator_that_no_row_speaks_of_has_no_headline() =>
        Assert.Null(Headline.Write("ai-talent", "India", "United States", [GapRows.Of(GapRows.Power, "all-installed", "1", "2")]));

    private static Headline Write(params GapRow[] rows) => Headline.Write("datacenter-power", "India", "United States", rows)!;
}
