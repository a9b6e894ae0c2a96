using Sovereign.Analytics.Fleet;
using Sovereign.Analytics.Rollups;

namespace Sovereign.Analytics.Tests.Fleet;

/// <summary>An engine with round facts, and its minutes.</summary>
internal static class Engines
{
    /// <summary>1 January 2026.</summary>
    public const long Day = 20_454 * BucketLength.Day;

    /// <summary>
    /// Two accelerators of 10¹⁵ FLOP/s, 3·10¹² bytes/s and 700 W, and a model of 8·10⁹ parameters in two bytes each: they compute at most 125,000 tokens a second,
    /// and 89.29 for a joule.
    /// </summary>
    public static readonly EngineFacts Facts = new("engine-1", "site-1", "operator-1", "IND")
    {
        Accelerators = 2,
        ActiveParameters = 8e9,
        PeakFlopPerSecond = 1e15,
        MemoryBandwidthBytesPerSecond = 3e12,
        BytesPerParameter = 2,
        MaxPowerWatts = 700,
        HostMaxPowerWatts = 1000,
        Boundary = EnergyBoundary.Gpu,
        PowerUsageEffectiveness = 1.3,
        PricePerKilowattHour = 0.12,
        DeviceClass = DeviceClass.Gpu,
        ModelClass = "small",
    };

    /// <summary>60,000 generated tokens, 120,000 of prompts of which 30,000 were cached; 60,000 J of the accelerators and 12,000 J of the host.</summary>
    public static EngineMinute Minute(int index) => new(Day + index * BucketLength.Minute)
    {
        GeneratedTokens = 60_000,
        PromptTokens = 120_000,
        CachedPromptTokens = 30_000,
        Requests = 100,
        Errors = 2,
        GpuEnergyJoules = 60_000,
        GpuEnergyProvenance = EnergyProvenance.Measured,
        GpuEnergySeries = 2,
        HostEnergyJoules = 12_000,
        Utilisation = 0.8,
        MeanBatch = 50,
        TokenSeconds = 60,
        GpuEnergySeconds = 60,
        HostEnergySeconds = 60,
        GpuEnergyLongestSeconds = 60,
        HostEnergyLongestSeconds = 60,
        UpSeconds = 60,
    };

    /// <summary>The whole day, every minute with other tokens, so that it repeats itself nowhere.</summary>
    public static EngineMinute[] WholeDay() =>
        [.. Enumerable.Range(0, 1440).Select(index => Minute(index) with { GeneratedTokens = 60_000 + index * index % 9973 })];

    public static EngineDay DayOf(EngineFacts facts, params EngineMinute[] minutes) => EngineDay.From(facts, Day, minutes);
}
