namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>A site as it is enrolled; units as in <see cref="Site"/>. Its keys speak for all its engines. Pull: null where nothing is asked for.</summary>
public sealed record SiteDetails(
    string Code, string Title, string Country, string Operator, double? Pue, string? PowerSource, double? UsdPerKwh, int Engines, IReadOnlyList<KeyDetails> Keys,
    PullDetails? Pull);
