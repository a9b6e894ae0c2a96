using Sovereign.Dashboard.Design;
using Xunit;

namespace Sovereign.Dashboard.Tests.Design;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(14.916, "14.9")]
    [InlineData(15.04, "15.0")]
    [InlineData(9.996, "10.0")]
    [InlineData(0.0009996, "0.00100")]
    [InlineData(1331525, "1,330,000")]
    [InlineData(0, "0")]
    [InlineData(-0.5, "\u22120.500")]
    [InlineData(-1234, "\u22121,230")]
    public void Three_significant_figures_unless_told_otherwise(double value, string expected) => Assert.Equal(expected, Numbers.Text(value));

    [Theory]
    [InlineData(0.1, "0.10", "0.10")]
    [InlineData(3.6, "3.6", "3.6")]
    [InlineData(7, "7", "7")]
    [InlineData(53.7, "53.7", "53.7")]
    [InlineData(6698.6, "6698.6", "6,700")]
    [InlineData(38000, "38000", "38,000")]
    [InlineData(0, "0", "0")]
    [InlineData(22682855, "22682855", "22,700,000")]
    [InlineData(0.447, "4.47e-1", "0.447")]
    public void Never_more_figures_than_the_source_wrote(double value, string written, string expected) =>
        Assert.Equal(expected, Numbers.Text(value, written));

    [Theory]
    [InlineData(22682855, "22.7\u00A0million")]
    [InlineData(999_900_000, "1.00\u00A0billion")]
    [InlineData(999_400, "999,000")]
    [InlineData(29185e9, "29.2\u00A0trillion")]
    [InlineData(-2.5e6, "\u22122.50\u00A0million")]
    public void Large_numbers_are_said_with_a_word(double value, string expected) => Assert.Equal(expected, Numbers.Words(value));

    [Theory]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(1500, "1,500")]
    [InlineData(2e6, "2\u00A0million")]
    [InlineData(-5, "\u22125")]
    [InlineData(0, "0")]
    public void An_axis_shows_no_needless_digits(double value, string expected) => Assert.Equal(expected, Numbers.Tick(value));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(41, "41")]
    [InlineData(2_000_000, "2,000,000")]
    public void A_count_is_written_in_full_and_never_with_decimals(long count, string expected) => Assert.Equal(expected, Numbers.Whole(count));

    [Fact]
    public void A_dash_joins_an_interval_and_a_word_when_an_end_is_negative()
    {
        Assert.Equal("0.90\u20131.5", Numbers.Range(0.9, 1.5, 2));
        Assert.Equal("\u22122.0 to 3.0", Numbers.Range(-2, 3, 2));
        Assert.Equal("1.5", Numbers.Range(1.5, 1.5000001, 2));
    }

    [Fact]
    public void A_unit_never_parts_from_its_number()
    {
        Assert.Equal("3.6\u00A0GW", Numbers.WithUnit("3.6", "GW"));
        Assert.Equal("14.9", Numbers.WithUnit("14.9", ""));
    }

    [Theory]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(53.7, "53.7")]
    [InlineData(1e21, "1E+21")]
    public void The_raw_form_is_what_json_prints(double value, string expected)
    {
        Assert.Equal(expected, Numbers.Raw(value));
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(value), Numbers.Raw(value));
    }

    [Fact]
    public void Dates_are_written_for_people_and_for_addresses()
    {
        var instant = new DateTimeOffset(2026, 3, 12, 23, 30, 0, TimeSpan.FromHours(-5));
        Assert.Equal("13 March 2026", Numbers.Day(instant));
        Assert.Equal("2026-03-13", Numbers.DayCode(instant));
        Assert.Equal("2026-03-13T04:30:00Z", Numbers.InstantCode(instant));
        Assert.Equal("13 March 2026, 04:30 UTC", Numbers.Instant(instant));
    }

    [Fact]
    public void What_is_not_a_number_is_never_printed_as_one()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers.Text(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers.Text(double.PositiveInfinity));
    }

    [Theory]
    [InlineData(2.7988, 2, "2.7")]
    [InlineData(10.0002, 2, "10")]
    [InlineData(0.29, 2, "0.29")]
    [InlineData(1331525, 7, "1,331,525")]
    [InlineData(4999, 2, "4,900")]
    [InlineData(0, 2, "0")]
    public void A_bound_is_rounded_down(double value, int figures, string text) => Assert.Equal(text, Numbers.Down(value, figures));
}
