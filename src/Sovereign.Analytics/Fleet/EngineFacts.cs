namespace Sovereign.Analytics.Fleet;

/// <summary>
/// What is known of an engine from its enrolment. A fact that nobody stated is null: what needs it is then refused and says so; it is never taken for zero.
/// </summary>
/// <param name="Code">The engine's code.</param>
/// <param name="Site">Where it stands.</param>
/// <param name="Operator">Who runs the site: the unit of disclosure control.</param>
/// <param name="Country">ISO 3166-1 alpha-3.</param>
public sealed record EngineFacts(string Code, string Site, string Operator, string Country)
{
    /// <summary>How many accelerators the engine has to itself; of an engine on processors how many of these.</summary>
    public int? Accelerators { get; init; }

    /// <summary>Parameters that one token passes through; of a mixture of experts those of the experts it is sent to, not all.</summary>
    public double? ActiveParameters { get; init; }

    /// <summary>The dense peak of one accelerator at the engine's precision, FLOP/s, by its data sheet.</summary>
    public double? PeakFlopPerSecond { get; init; }

    /// <summary>The memory bandwidth of one accelerator, bytes/s, by its data sheet.</summary>
    public double? MemoryBandwidthBytesPerSecond { get; init; }

    /// <summary>What a published benchmark of the same model got out of one accelerator of the same kind, generated tokens per second.</summary>
    public double? BenchmarkTokensPerAcceleratorSecond { get; init; }

    /// <summary>The code of that benchmark in the catalogue.</summary>
    public string? Benchmark { get; init; }

    /// <summary>Bytes in which one parameter is stored: 2 for bf16, 1 for fp8, 0.5 for four bits.</summary>
    public double? BytesPerParameter { get; init; }

    /// <summary>The most one accelerator may draw (TDP), watts.</summary>
    public double? MaxPowerWatts { get; init; }

    /// <summary>The most the host may draw without its accelerators, watts.</summary>
    public double? HostMaxPowerWatts { get; init; }

    /// <summary>What the engine's joules include.</summary>
    public EnergyBoundary? Boundary { get; init; }

    /// <summary>The site's power usage effectiveness, at least 1.</summary>
    public double? PowerUsageEffectiveness { get; init; }

    /// <summary>What the site pays, USD per kilowatt-hour.</summary>
    public double? PricePerKilowattHour { get; init; }

    public DeviceClass? DeviceClass { get; init; }

    /// <summary>The code of the model's class of size; national figures are also given by it.</summary>
    public string? ModelClass { get; init; }

    /// <summary>Whether the engine runs without accelerators, so that its host's joules are all there are.</summary>
    internal bool HasNoAccelerators => DeviceClass == Fleet.DeviceClass.Cpu || Accelerators == 0;
}
