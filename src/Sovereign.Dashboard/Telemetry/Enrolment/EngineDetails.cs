namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>An engine as it is enrolled; units as in <see cref="Engine"/>.</summary>
public sealed record EngineDetails(
    string Code, string Site, string SiteTitle, string Operator, string Country, string? Software, string Hardware, string DeviceClass, int Accelerators, string? Model,
    double? ActiveParameters, string? Precision, string? Tokenizer, string? Boundary, double? Pue, string? PowerSource, double? UsdPerKwh, double? PeakFlops,
    double? MemoryBandwidth, double? MaxPowerWatts, string Match, int IntervalSeconds, string? ScrapeUrl, DateTimeOffset EnrolledAt, DateTimeOffset? RetiredAt,
    IReadOnlyList<KeyDetails> Keys);
