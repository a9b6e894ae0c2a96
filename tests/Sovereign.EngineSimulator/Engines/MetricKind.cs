namespace Sovereign.EngineSimulator.Engines;

/// <summary>What a metric is declared as.</summary>
public enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}
