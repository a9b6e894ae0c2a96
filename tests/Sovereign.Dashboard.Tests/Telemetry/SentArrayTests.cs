using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Telemetry.Rollups;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry;

/// <summary>Arrays are read as the database sends them, not as we believe it does.</summary>
public sealed class SentArrayTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 7 })]
    [InlineData(new[] { int.MinValue, -1, 0, 1, int.MaxValue })]
    public async Task Whole_numbers_come_back_as_they_were(int[] numbers)
    {
        Assert.Equal(numbers, SentArray.Integers(await portal.ScalarAsync<byte[]>("SELECT array_send($1::integer[])", numbers)));
        var longs = Array.ConvertAll(numbers, number => number * 4_000_000_001L);
        Assert.Equal(longs, SentArray.Longs(await portal.ScalarAsync<byte[]>("SELECT array_send($1::bigint[])", longs)));
    }

    [Fact]
    public async Task Numbers_keep_every_bit_the_stale_marker_too()
    {
        double[] numbers = [0, -0.0, double.Epsilon, 1e308, double.NegativeInfinity, double.NaN, StaleMarker.Value];

        var read = SentArray.Doubles(await portal.ScalarAsync<byte[]>("SELECT array_send($1::float8[])", numbers));

        Assert.Equal(Array.ConvertAll(numbers, BitConverter.DoubleToUInt64Bits), Array.ConvertAll(read, BitConverter.DoubleToUInt64Bits));
    }

    [Theory]
    [InlineData("{{1,2},{3,4}}")]
    [InlineData("{1,NULL,3}")]
    public async Task What_is_no_such_array_is_refused(string text)
    {
        var sent = await portal.ScalarAsync<byte[]>("SELECT array_send($1::text::integer[])", text);
        Assert.Throws<InvalidDataException>(() => SentArray.Integers(sent));
        Assert.Throws<InvalidDataException>(() => SentArray.Integers([]));
    }
}
