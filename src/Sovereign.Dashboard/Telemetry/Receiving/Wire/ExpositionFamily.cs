namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>A metric of a page with all series that belong to it.</summary>
/// <param name="number">Its place in the page.</param>
/// <param name="name">Its name, without the suffixes of its series.</param>
internal sealed class ExpositionFamily(int number, string name)
{
    public int Number { get; } = number;

    public string Name { get; } = name;

    /// <summary>Whether a TYPE line named it; a second one is an error.</summary>
    public bool IsTyped { get; set; }

    /// <summary>Whether a sample came; a TYPE line after it is an error.</summary>
    public bool IsSampled { get; set; }

    public DeclaredType Type { get; set; }

    /// <summary>Histogram whose buckets may fall again (OpenMetrics <c>gaugehistogram</c>); its parts are gauges to us.</summary>
    public bool IsGaugeHistogram { get; set; }

    /// <summary>Why nothing of it is kept; null where it is sound.</summary>
    public RejectReason? Fault { get; set; }
}
