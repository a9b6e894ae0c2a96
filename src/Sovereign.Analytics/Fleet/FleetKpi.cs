namespace Sovereign.Analytics.Fleet;

/// <summary>A key figure of engines: one of an engine's day, and of a nation's as the sum of numerators over the sum of denominators.</summary>
/// <param name="Code">The name in addresses, JSON and files.</param>
/// <param name="Title">For people.</param>
/// <param name="Unit">As UCUM writes it, with what is counted in braces.</param>
/// <param name="Formula">How it is formed.</param>
/// <param name="Limits">What it cannot say.</param>
/// <param name="HasBoundary">Whether it rests on joules, so that engines of different boundaries are kept apart.</param>
/// <param name="IsShared">Whether all engines share one denominator, the day's seconds, which is then not added up.</param>
/// <param name="Of">Its numerator and denominator of one engine's day.</param>
/// <param name="ByLanguage">The same of each language; null where it is not told by language.</param>
public sealed record FleetKpi(
    string Code, string Title, string Unit, string Formula, string Limits, bool HasBoundary, bool IsShared, Func<EngineDay, FleetRatio> Of,
    Func<EngineDay, IEnumerable<KeyValuePair<string, FleetRatio>>>? ByLanguage = null);
