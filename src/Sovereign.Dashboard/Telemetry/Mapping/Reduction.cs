namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>How several series become one figure.</summary>
public enum Reduction
{
    Sum,
    Max,
    Mean,
    Min,
}
