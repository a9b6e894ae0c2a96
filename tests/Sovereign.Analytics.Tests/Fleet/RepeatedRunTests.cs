using CsCheck;
using Sovereign.Analytics.Fleet;
using Sovereign.Analytics.Rollups;
using Xunit;

namespace Sovereign.Analytics.Tests.Fleet;

public sealed class RepeatedRunTests
{
    /// <summary>Ten rises, a rise of their own, and the ten again 15 s apart as before: from a higher value, 37.123 s off.</summary>
    [Fact]
    public void Ten_rises_that_come_again_are_a_repetition()
    {
        var readings = Readings([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 500, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        for (var i = 11; i < readings.Length; i++)
            readings[i] = readings[i] with { At = readings[i].At + 37_123 };

        Assert.Equal(new RepeatedRun(15_000, 12 * 15_000 + 37_123), RepeatedRun.InReadings(readings));
    }

    [Fact]
    public void Nine_are_not() => Assert.Null(RepeatedRun.InReadings(Readings([1, 2, 3, 4, 5, 6, 7, 8, 9, 500, 1, 2, 3, 4, 5, 6, 7, 8, 9])));

    [Fact]
    public void Even_load_is_not() => Assert.Null(RepeatedRun.InReadings(Readings([.. Enumerable.Repeat(300.0, 500)])));

    [Fact]
    public void A_benchmark_in_a_loop_of_a_few_requests_is_not() =>
        Assert.Null(RepeatedRun.InReadings(Readings([.. Enumerable.Range(0, 500).Select(i => 100.0 + i % 7)])));

    [Fact]
    public void The_same_rises_at_other_times_are_not()
    {
        var readings = Readings([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 500, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        for (var i = 17; i < readings.Length; i++)
            readings[i] = readings[i] with { At = readings[i].At + 1 };

        Assert.Null(RepeatedRun.InReadings(readings));
    }

    /// <summary>Joules, to the millijoule, are what honest minutes never share.</summary>
    [Fact]
    public void Minutes_repeat_only_with_their_joules()
    {
        double[] tokens = [.. Enumerable.Range(1, 10), 500, .. Enumerable.Range(1, 10)];
        var minutes = tokens.Select((count, i) => Engines.Minute(i) with { GeneratedTokens = count }).ToArray();

        Assert.Equal(new RepeatedRun(minutes[0].Start, minutes[11].Start), RepeatedRun.InMinutes(minutes));
        minutes[15] = minutes[15] with { GpuEnergyJoules = 60_000.001 };
        Assert.Null(RepeatedRun.InMinutes(minutes));
    }

    [Fact]
    public void Random_rises_do_not_repeat() =>
        Gen.Int[1, 100_000].Array[1440].Sample(rises => RepeatedRun.InReadings(Readings([.. rises.Select(rise => (double)rise)])) is null, iter: 20);

    private static Reading[] Readings(double[] rises)
    {
        var value = 1000.0;
        return [new(0, value), .. rises.Select((rise, i) => new Reading((i + 1) * 15_000, value += rise))];
    }
}
