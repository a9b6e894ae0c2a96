namespace Sovereign.Analytics.Fleet;

/// <summary>A time for which nothing is expected of an engine: maintenance announced before it began, or the time before the engine was enrolled.</summary>
/// <param name="From">Milliseconds since 1970-01-01 UTC.</param>
/// <param name="To">Its end, exclusive.</param>
public readonly record struct PlannedOutage(long From, long To);
