using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Gap;
using Xunit;

namespace Sovereign.Dashboard.Tests.Gap;

public sealed class HeadlineTests
{
    private static readonly Indicator Power = new(
        "datacenter-power", "Data-centre power", "GW", Direction.Higher, "",
        [new("all-installed", "All", ""), new("colocation-it", "Colocation", ""), new("it-load", "IT load", "")], 0, null);

    private static readonly Indicator Price = new(
        "electricity-price-industrial", "Industrial electricity price", "{USD}/kW.h", Direction.Lower, "", [new("with-taxes", "With taxes", "")], 0, null);

    [Fact]
    public void Figures_at_third_hand_give_the_range_over_definitions()
    {
        var headline = Write(Row(Power, "all-installed", "3.6", "53.7", thirdHand: true), Row(Power, "colocation-it", "1.406", "11.4", thirdHand: true));
        Assert.Equal(HeadlineKind.Range, headline.Kind);
        Assert.Equal(
            "India has between one eighth and one fifteenth of the data-centre power of the United States, depending on what is counted.", headline.Sentence);
        Assert.Equal("All of these comparisons rest on figures that are known only from a republication.", headline.Caution);
        Assert.Equal(["colocation-it", "all-installed"], headline.Rows.Select(row => row.Definition?.Code));
    }

    [Fact]
    public void One_definition_with_figures_at_first_hand_is_said_plainly()
    {
        var headline = Write(Row(Power, "all-installed", "3.6", "53.7"), Row(Power, "colocation-it", "1.406", "11.4", thirdHand: true));
        Assert.Equal((HeadlineKind.Firm, null), (headline.Kind, headline.Caution));
        Assert.Equal("India has one fifteenth of the data-centre power of the United States.", headline.Sentence);
    }

    [Fact]
    public void Several_such_definitions_give_a_range_over_them_alone()
    {
        var headline = Write(
            Row(Power, "all-installed", "10", "40"), Row(Power, "colocation-it", "10", "50"), Row(Power, "it-load", "1", "100", thirdHand: true));
        Assert.Equal("India has between one quarter and one fifth of the data-centre power of the United States, depending on what is counted.", headline.Sentence);
        Assert.Null(headline.Caution);
    }

    [Fact]
    public void A_single_comparison_that_is_not_firm_carries_its_caution()
    {
        var headline = Write(Row(Power, "all-installed", "3.6", "53.7", period: "2023", referencePeriod: "2025"));
        Assert.Equal(HeadlineKind.Cautious, headline.Kind);
        Assert.Equal("This comparison rests on figures that are of years more than one apart.", headline.Caution);
    }

    [Fact]
    public void Without_a_ratio_it_says_that_nothing_is_known()
    {
        var headline = Write(Row(Power, "all-installed", "1", "50", bound: Bound.Lower));
        Assert.Equal(HeadlineKind.Unknown, headline.Kind);
        Assert.Equal("How India compares with the United States on data-centre power is not known.", headline.Sentence);
        Assert.NotNull(headline.Caution);
    }

    [Fact]
    public void A_zero_is_said_to_be_a_zero()
    {
        var headline = Write(Row(Power, "all-installed", "0", "50"));
        Assert.Equal("India has a figure of zero for data-centre power, so no share of that of the United States can be given.", headline.Sentence);
    }

    [Fact]
    public void A_price_is_a_level_and_not_something_a_country_has()
    {
        var headline = Headline.Write("electricity-price-industrial", "India", "United States", [Row(Price, "with-taxes", "0.12", "0.08")])!;
        Assert.Equal("On industrial electricity price, India stands at 1.5 times the level of the United States.", headline.Sentence);
    }

    [Fact]
    public void A_range_across_parity_is_said_in_times_and_equal_figures_as_about_as_much()
    {
        var across = Write(Row(Power, "all-installed", "10", "20"), Row(Power, "colocation-it", "30", "20"));
        Assert.Equal("India has between 0.50 and 1.5 times the data-centre power of the United States, depending on what is counted.", across.Sentence);
        Assert.Equal("India has about as much data-centre power as the United States.", Write(Row(Power, "all-installed", "20.1", "20.0")).Sentence);
    }

    [Fact]
    public void An_indicator_that_no_row_speaks_of_has_no_headline() =>
        Assert.Null(Headline.Write("ai-talent", "India", "United States", [Row(Power, "all-installed", "1", "2")]));

    private static Headline Write(params GapRow[] rows) => Headline.Write("datacenter-power", "India", "United States", rows)!;

    private static GapRow Row(
        Indicator indicator, string definition, string value, string referenceValue, bool thirdHand = false, string period = "2024",
        string referencePeriod = "2024", Bound bound = Bound.Exact)
    {
        var own = Published(indicator, "IND", definition, value, period, bound);
        var theirs = Published(indicator, "USA", definition, referenceValue, referencePeriod, bound);
        var pair = FigureSelection.Pair([own.ToFigure()], [theirs.ToFigure()], []);
        return new(
            indicator, indicator.Definitions.First(candidate => candidate.Code == definition), Control.Territory, own, theirs, pair,
            GapComparison.Of(pair, indicator.Direction), thirdHand);
    }

    private static PublishedObservation Published(Indicator indicator, string country, string definition, string value, string period, Bound bound) => new(
        indicator.Code, country, Period.Parse(period), definition, "territory", bound, double.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
        value, null, null, null, null, indicator.Unit, "A", "reported", "national", "source", "dataset", "1.0.0", null, Guid.Empty, 2, "", "data.csv");
}
