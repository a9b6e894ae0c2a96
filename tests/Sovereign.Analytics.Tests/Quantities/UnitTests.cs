using System.Globalization;
using CsCheck;
using Sovereign.Analytics.Quantities;
using Xunit;

namespace Sovereign.Analytics.Tests.Quantities;

public sealed class UnitTests
{
    [Theory]
    [InlineData("GW", "GW")]
    [InlineData("TWh", "TW.h")]
    [InlineData("USD/kWh", "{USD}/kW.h")]
    [InlineData("gCO2/kWh", "g{CO2}/kW.h")]
    [InlineData("persons", "{person}")]
    [InlineData("million persons", "10*6.{person}")]
    [InlineData("percent", "%")]
    [InlineData("USD billion", "10*9.{USD}")]
    [InlineData("facilities", "{facility}")]
    [InlineData("chips", "{chip}")]
    [InlineData("H100-equivalents", "{H100e}")]
    [InlineData("PFlop/s", "10*15.{FLOP}/s")]
    [InlineData("regions", "{region}")]
    [InlineData("million subscriptions", "10*6.{subscription}")]
    [InlineData("1", "1")]
    public void Codes_and_aliases_find_the_canonical_unit(string spelling, string code)
    {
        Assert.True(Unit.TryFind(spelling, out var unit));
        Assert.Equal(code, unit.Code);
    }

    [Theory]
    [InlineData("mW")]
    [InlineData("gw")]
    [InlineData(" GW")]
    [InlineData("")]
    [InlineData("parsec")]
    public void Anything_else_is_unknown(string spelling) => Assert.False(Unit.TryFind(spelling, out _));

    [Fact]
    public void Every_unit_is_found_by_its_code_and_by_each_alias() =>
        Assert.All(UnitTable.All, unit => Assert.All(unit.Aliases.Prepend(unit.Code), spelling =>
        {
            Assert.True(Unit.TryFind(spelling, out var found));
            Assert.Same(unit, found);
        }));

    [Theory]
    [InlineData("0.10", "GW", "MW", "100")]
    [InlineData("53.7", "GW", "MW", "53700")]
    [InlineData("0.10", "MW", "GW", "0.00010")]
    [InlineData("1.0", "kW.h", "J", "3600000")]
    [InlineData("9.10", "c{USD}/kW.h", "USD/kWh", "0.0910")]
    [InlineData("70", "%", "1", "0.70")]
    [InlineData("1438.07", "million persons", "persons", "1438070000")]
    [InlineData("1", "EFlop/s", "PFlop/s", "1000")]
    public void Conversion_moves_the_point_and_keeps_the_digits(string value, string from, string to, string expected)
    {
        var converted = Find(from).Convert(decimal.Parse(value, CultureInfo.InvariantCulture), Find(to));
        var wanted = decimal.Parse(expected, CultureInfo.InvariantCulture);
        Assert.Equal(wanted, converted);
        if (expected.Contains('.', StringComparison.Ordinal))
            Assert.Equal(expected, converted.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Units_of_different_dimensions_do_not_convert()
    {
        var (power, energy) = (Find("MW"), Find("TWh"));
        Assert.False(power.CanConvertTo(energy));
        Assert.False(power.TryConvert(1, energy, out _));
        Assert.Throws<ArgumentException>(() => power.Convert(1, energy));
    }

    [Fact]
    public void A_result_too_large_for_a_decimal_is_refused_not_thrown() =>
        Assert.False(Find("TWh").TryConvert(decimal.MaxValue, Find("J"), out _));

    [Fact]
    public void Powers_of_ten_convert_there_and_back_without_loss() =>
        Gen.Select(Gen.Int[-1_000_000, 1_000_000], Gen.Int[0, 6]).Sample((digits, scale) =>
        {
            var value = new decimal(Math.Abs(digits), 0, 0, digits < 0, (byte)scale);
            var there = Find("GW").Convert(value, Find("kW"));
            return Find("kW").Convert(there, Find("GW")) == value;
        });

    private static Unit Find(string spelling) => Unit.TryFind(spelling, out var unit) ? unit : throw new ArgumentException(spelling);
}
