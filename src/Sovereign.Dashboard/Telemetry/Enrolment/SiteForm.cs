namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>A site as an operator describes it; units as in <see cref="Site"/>.</summary>
public sealed record SiteForm
{
    public string? Code { get; init; }
    public string? Title { get; init; }

    /// <summary>ISO 3166-1 alpha-3.</summary>
    public string? Country { get; init; }

    /// <summary>Who runs it; null: the site's code stands for an operator of its own.</summary>
    public string? Operator { get; init; }
    public double? Pue { get; init; }
    public string? PowerSource { get; init; }
    public double? UsdPerKwh { get; init; }
}
