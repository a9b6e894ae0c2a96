using CsCheck;
using Sovereign.Analytics.Periods;
using Xunit;

namespace Sovereign.Analytics.Tests.Periods;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2024", "2024-01-01", "2025-01-01", Frequency.Year)]
    [InlineData("2024-S1", "2024-01-01", "2024-07-01", Frequency.Half)]
    [InlineData("2024-S2", "2024-07-01", "2025-01-01", Frequency.Half)]
    [InlineData("2024-Q1", "2024-01-01", "2024-04-01", Frequency.Quarter)]
    [InlineData("2024-Q4", "2024-10-01", "2025-01-01", Frequency.Quarter)]
    [InlineData("2024-06", "2024-06-01", "2024-07-01", Frequency.Month)]
    [InlineData("2024-02-29", "2024-02-29", "2024-03-01", Frequency.Day)]
    [InlineData("1900", "1900-01-01", "1901-01-01", Frequency.Year)]
    [InlineData("2199-12-31", "2199-12-31", "2200-01-01", Frequency.Day)]
    public void The_five_forms_are_read_and_written_back(string code, string start, string end, Frequency frequency)
    {
        Assert.True(Period.TryParse(code, out var period));
        Assert.Equal(DateOnly.ParseExact(start, "yyyy-MM-dd"), period.Start);
        Assert.Equal(DateOnly.ParseExact(end, "yyyy-MM-dd"), period.EndExclusive);
        Assert.Equal(frequency, period.Frequency);
        Assert.Equal(code, period.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("24")]
    [InlineData("2024-13")]
    [InlineData("2024-00")]
    [InlineData("2024-S3")]
    [InlineData("2024-S0")]
    [InlineData("2024-Q5")]
    [InlineData("2024-Q0")]
    [InlineData("2024-q1")]
    [InlineData("2024-Q")]
    [InlineData("2024-Q12")]
    [InlineData("2024-6")]
    [InlineData("2024-02-30")]
    [InlineData("2023-02-29")]
    [InlineData("2024-06-1")]
    [InlineData("2024-06-15T00:00")]
    [InlineData("1899")]
    [InlineData("2200")]
    [InlineData(" 2024")]
    [InlineData("2024 ")]
    [InlineData("+024")]
    [InlineData("2024-")]
    [InlineData("2024/06")]
    [InlineData("٢٠٢٤")]
    [InlineData("2024.0")]
    public void Anything_else_is_refused(string text) => Assert.False(Period.TryParse(text, out _));

    [Fact]
    public void Any_text_is_either_refused_or_written_back_as_it_was() =>
        Gen.String.Sample(text => !Period.TryParse(text, out var period) || period.Code == text);

    [Fact]
    public void Every_day_belongs_to_exactly_one_period_of_each_frequency() =>
        Days.Sample(day =>
        {
            Period[] periods =
            [
                Period.Year(day.Year),
                Period.Half(day.Year, (day.Month + 5) / 6),
                Period.Quarter(day.Year, (day.Month + 2) / 3),
                Period.Month(day.Year, day.Month),
                Period.Day(day),
            ];
            return periods.All(period => period.Contains(day) && Period.Parse(period.Code) == period)
                && periods.Zip(periods.Skip(1)).All(pair => pair.First.Contains(pair.Second) && pair.First.Overlaps(pair.Second));
        });

    [Fact]
    public void Neighbours_do_not_overlap() => Assert.False(Period.Year(2023).Overlaps(Period.Half(2024, 1)));

    [Theory]
    [InlineData("2024", "2024", 0)]
    [InlineData("2023", "2025", 2)]
    [InlineData("2024", "2024-S1", 0.25)]
    [InlineData("2024-S2", "2025", 0.75)]
    public void Distance_is_between_midpoints(string one, string other, double years)
    {
        Assert.Equal(years, Period.Parse(one).DistanceInYears(Period.Parse(other)), 0.01);
        Assert.Equal(Period.Parse(one).DistanceInYears(Period.Parse(other)), Period.Parse(other).DistanceInYears(Period.Parse(one)));
    }

    [Fact]
    public void The_greatest_period_is_the_latest_news()
    {
        string[] codes = ["2024-S1", "2025-04", "2024", "2023", "2024-S2"];
        Assert.Equal(["2023", "2024-S1", "2024", "2024-S2", "2025-04"], codes.Select(code => Period.Parse(code)).Order().Select(period => period.Code));
    }

    private static readonly Gen<DateOnly> Days =
        Gen.Int[new DateOnly(1900, 1, 1).DayNumber, new DateOnly(2199, 12, 31).DayNumber].Select(DateOnly.FromDayNumber);
}
