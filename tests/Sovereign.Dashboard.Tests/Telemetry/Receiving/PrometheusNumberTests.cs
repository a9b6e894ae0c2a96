using System.Text;
using CsCheck;
using Sovereign.Dashboard.Telemetry.Receiving.Wire;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Receiving;

public class PrometheusNumberTests
{
    // What Go prints for strconv.FormatFloat(value, 'g', -1, 64).
    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(0.25, "0.25")]
    [InlineData(1, "1")]
    [InlineData(2.5, "2.5")]
    [InlineData(10, "10")]
    [InlineData(100_000, "100000")]
    [InlineData(123_456.75, "123456.75")]
    [InlineData(1_000_000, "1e+06")]
    [InlineData(1_234_567, "1.234567e+06")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(0.00012345, "0.00012345")]
    [InlineData(-2.5e-7, "-2.5e-07")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.189207115002721, "1.189207115002721")]
    [InlineData(0, "0")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    public void Numbers_are_written_as_Prometheus_writes_them(double value, string text)
    {
        Assert.Equal(text, PrometheusNumber.Write(value));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        Gen.Double.Sample(value => PrometheusNumber.TryParse(Encoding.UTF8.GetBytes(PrometheusNumber.Write(value)), out var back) && back.Equals(value), iter: 20_000);
    }

    [Theory]
    [InlineData("1.15891634176e+011", 115_891_634_176)]
    [InlineData("+1", 1)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("Inf", double.PositiveInfinity)]
    [InlineData("-infinity", double.NegativeInfinity)]
    [InlineData("nan", double.NaN)]
    public void Numbers_are_read(string text, double value)
    {
        Assert.True(PrometheusNumber.TryParse(Encoding.UTF8.GetBytes(text), out var read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x1p-2")]
    [InlineData("1_000")]
    [InlineData("1,5")]
    [InlineData("one")]
    [InlineData("1e400")]
    [InlineData("--1")]
    [InlineData("1e")]
    [InlineData("∞")]
    [InlineData("-nan")]
    public void What_is_no_number_is_refused(string text)
    {
        Assert.False(PrometheusNumber.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }
}
