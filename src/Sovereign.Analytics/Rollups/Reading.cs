namespace Sovereign.Analytics.Rollups;

/// <summary>One number that an engine sent, in the signal's unit.</summary>
/// <param name="At">When it was read: milliseconds since 1970-01-01 UTC. For a delta: the end of its interval.</param>
/// <param name="Value">The number; <see cref="StaleMarker"/> says that the series ended.</param>
/// <param name="StartedAt">When the counter, or the delta's interval, began: milliseconds since 1970-01-01 UTC; 0 where the sender does not say.</param>
public readonly record struct Reading(long At, double Value, long StartedAt = 0);
