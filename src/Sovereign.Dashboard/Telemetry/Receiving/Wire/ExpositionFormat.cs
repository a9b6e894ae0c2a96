namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>The two text formats, told apart by Content-Type. They look alike and differ in the unit of time: milliseconds in the one, seconds in the other.</summary>
public enum ExpositionFormat
{
    /// <summary><c>text/plain; version=0.0.4</c>.</summary>
    PrometheusText,

    /// <summary><c>application/openmetrics-text; version=1.0.0</c>.</summary>
    OpenMetrics,
}
