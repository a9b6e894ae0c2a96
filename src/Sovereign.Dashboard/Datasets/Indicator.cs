using Sovereign.Analytics.Observations;

namespace Sovereign.Dashboard.Datasets;

/// <summary>What is measured.</summary>
/// <param name="Unit">Code of the unit in which values are stored.</param>
/// <param name="Minimum">No figure may lie below it; in the indicator's unit.</param>
/// <param name="Maximum">No figure may lie above it; in the indicator's unit.</param>
public sealed record Indicator(
    string Code, string Title, string Unit, Direction Direction, string Description, IReadOnlyList<Definition> Definitions, double? Minimum, double? Maximum);
