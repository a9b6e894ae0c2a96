using Sovereign.Analytics.Fleet;
using Sovereign.Analytics.Rollups;
using Xunit;

namespace Sovereign.Analytics.Tests.Fleet;

public sealed class EngineSignalsTests
{
    [Fact]
    public void Joules_come_from_the_counter_and_else_from_power()
    {
        var minutes = new EngineSignals
        {
            GpuEnergy = [Signal(0, increase: 40_000)],
            GpuPower = [Signal(0, integral: 39_000), Signal(1, integral: 41_000)],
        }.Minutes();

        Assert.Equal([40_000, 41_000], minutes.Select(minute => minute.GpuEnergyJoules));
        Assert.Equal([EnergyProvenance.Measured, EnergyProvenance.Derived], minutes.Select(minute => minute.GpuEnergyProvenance));
    }

    [Fact]
    public void A_signal_that_did_not_come_is_not_zero()
    {
        var minutes = new EngineSignals { GeneratedTokens = [Signal(0, increase: 5), Signal(2, increase: 0)], HostEnergy = [Signal(1, increase: 9)] }.Minutes();

        Assert.Equal([0, 1, 2], minutes.Select(minute => minute.Start / BucketLength.Minute));
        Assert.Equal([5, null, 0], minutes.Select(minute => minute.GeneratedTokens));
        Assert.Equal([60, 0, 60], minutes.Select(minute => minute.TokenSeconds));
        Assert.Equal([null, 9, null], minutes.Select(minute => minute.HostEnergyJoules));
    }

    /// <summary>The accelerator that was seen for ten seconds bounds what the sum may claim.</summary>
    [Fact]
    public void Energy_is_covered_where_every_accelerators_is()
    {
        var minute = Assert.Single(new EngineSignals { GpuEnergy = [Signal(0, increase: 9) with { LeastSecondsCovered = 10, Series = 2 }] }.Minutes());

        Assert.Equal((10, 60, 2), (minute.GpuEnergySeconds, minute.GpuEnergyLongestSeconds, minute.GpuEnergySeries));
    }

    [Fact]
    public void An_engine_is_up_while_it_says_so_and_else_while_its_tokens_are_counted()
    {
        IReadOnlyList<SignalBucket> tokens = [Signal(0, increase: 5), Signal(1, increase: 5)];

        Assert.Equal([60, 60], new EngineSignals { GeneratedTokens = tokens }.Minutes().Select(minute => minute.UpSeconds));
        Assert.Equal([45, 0], new EngineSignals { GeneratedTokens = tokens, Up = [Signal(0, integral: 45)] }.Minutes().Select(minute => minute.UpSeconds));
    }

    private static SignalBucket Signal(int minute, double increase = 0, double integral = 0) => new()
    {
        Start = minute * BucketLength.Minute,
        Series = 1,
        Samples = 4,
        Increase = increase,
        Integral = integral,
        Mean = 0,
        Lowest = 0,
        Highest = 0,
        Latest = 0,
        LatestAt = 0,
        SecondsCovered = 60,
        LeastSecondsCovered = 60,
        Resets = 0,
        Gaps = 0,
        Overlaps = 0,
    };
}
