using Sovereign.Analytics.Fleet;

namespace Sovereign.Dashboard.Telemetry.Closing;

/// <summary>An engine's closed day with what it rests on.</summary>
/// <param name="EngineId">Row of the engine.</param>
/// <param name="Report">Its sums and what is wrong with them.</param>
/// <param name="Batches">The requests that brought it.</param>
public sealed record EngineOfDay(int EngineId, EngineReport Report, DayBatches Batches);
