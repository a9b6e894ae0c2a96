namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>An engine as an operator describes it; units as in <see cref="Engine"/>. What is null is not known, and what needs it is not computed.</summary>
public sealed record EngineForm
{
    public string? Code { get; init; }

    /// <summary>Code of the site.</summary>
    public string? Site { get; init; }
    public string? Software { get; init; }
    public string? Hardware { get; init; }

    /// <summary><c>gpu</c>, <c>cpu</c> or <c>edge</c>; null: gpu where there are accelerators, else cpu.</summary>
    public string? DeviceClass { get; init; }
    public int? Accelerators { get; init; }
    public string? Model { get; init; }
    public double? ActiveParameters { get; init; }
    public string? Precision { get; init; }
    public string? Tokenizer { get; init; }

    /// <summary><c>gpu</c>, <c>node</c> or <c>facility</c>.</summary>
    public string? Boundary { get; init; }
    public double? Pue { get; init; }
    public string? PowerSource { get; init; }
    public double? UsdPerKwh { get; init; }
    public double? PeakFlops { get; init; }
    public double? MemoryBandwidth { get; init; }
    public double? MaxPowerWatts { get; init; }
    public string? Match { get; init; }
    public int? IntervalSeconds { get; init; }

    /// <summary>Its page of metrics, for the portal to fetch.</summary>
    public string? ScrapeUrl { get; init; }
}
