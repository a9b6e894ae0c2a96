using Sovereign.Analytics.Fleet;

namespace Sovereign.Dashboard.Telemetry.Closing;

/// <summary>The indicator under which a key figure of engines is published.</summary>
/// <param name="Kpi">The key figure.</param>
/// <param name="Code">Code of the indicator.</param>
/// <param name="HigherIsBetter">Null where it only gives context.</param>
/// <param name="ByModelClass">Whether it is published by class of models too.</param>
public sealed record LiveIndicator(FleetKpi Kpi, string Code, bool? HigherIsBetter, bool ByModelClass);
