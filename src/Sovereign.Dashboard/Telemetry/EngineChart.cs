using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Telemetry;

/// <summary>Figures of one engine over time that share a unit.</summary>
/// <param name="Title">What is drawn.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Series">All of the same steps.</param>
public sealed record EngineChart(string Title, string Unit, IReadOnlyList<TimeSeries> Series)
{
    /// <summary>Whether anything is known of it.</summary>
    public bool IsKnown => Series.Any(series => series.Points.Any(point => point.Value is not null));
}
