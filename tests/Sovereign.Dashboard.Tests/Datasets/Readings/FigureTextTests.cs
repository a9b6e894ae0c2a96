using Sovereign.Dashboard.Datasets.Readings;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Readings;

/// <summary>A figure is read as it was meant, or it is said to be none; it is never taken for another.</summary>
public sealed class FigureTextTests
{
    [Theory]
    [InlineData("1,234", '.', true, "1234")]
    [InlineData("12,34,567.5", '.', true, "1234567.5")]
    [InlineData("1.234.567", ',', true, "1234567")]
    [InlineData("1.234,5", ',', true, "1234.5")]
    [InlineData("1 234,5", ',', true, "1234.5")]
    [InlineData("\u22125", '.', false, "-5")]
    [InlineData("1e5", ',', false, "1E5")]
    [InlineData("1,5e3", ',', false, "1.5E3")]
    [InlineData("12.3 e", '.', false, "12.3")]
    [InlineData("12 (2019)", '.', false, "12")]
    public void It_is_read(string written, char mark, bool thousands, string digits)
    {
        var figure = FigureText.Read(written, mark, thousands);

        Assert.Equal(FigureKind.Figure, figure.Kind);
        Assert.Equal(digits, figure.Digits);
    }

    [Theory]
    [InlineData("1,234", '.', false)]
    [InlineData("1.234", ',', false)]
    [InlineData("1.234.567", '.', true)]
    [InlineData("1.23.456", ',', true)]
    [InlineData("1,23", '.', true)]
    [InlineData("(5)", '.', true)]
    [InlineData("(1,234)", '.', true)]
    [InlineData("[12]", '.', true)]
    [InlineData("5-", '.', true)]
    [InlineData("5 mn", '.', true)]
    [InlineData("5 (bn)", '.', true)]
    [InlineData("5 k", '.', true)]
    [InlineData("5 gwh", '.', true)]
    [InlineData("5 [MW]", '.', true)]
    [InlineData("2024-01-05", '.', true)]
    [InlineData("05.01.2024", ',', true)]
    [InlineData("--5", '.', true)]
    public void It_is_none_and_not_nothing_either(string written, char mark, bool thousands) =>
        Assert.Equal(FigureKind.Wrong, FigureText.Read(written, mark, thousands).Kind);

    [Theory]
    [InlineData("(c)")]
    [InlineData("[x]")]
    [InlineData(": c")]
    public void A_sign_in_brackets_still_says_that_there_is_none(string written) =>
        Assert.Equal(FigureKind.Missing, FigureText.Read(written, '.', thousands: true).Kind);

    [Theory]
    [InlineData('.')]
    [InlineData(',')]
    public void The_longest_number_may_begin_with_its_decimal_mark(char mark)
    {
        Assert.Equal($"0.{new string('3', 63)}", FigureText.Read(mark + new string('3', 63), mark, thousands: false).Digits);
        Assert.Equal($"-0.{new string('3', 62)}", FigureText.Read($"-{mark}{new string('3', 62)}", mark, thousands: false).Digits);
        Assert.True(FigureText.Looks(mark + new string('3', 63)));
    }
}
