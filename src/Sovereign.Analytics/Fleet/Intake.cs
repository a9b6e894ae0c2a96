namespace Sovereign.Analytics.Fleet;

/// <summary>What receiving an engine's readings showed that its minutes no longer do.</summary>
public sealed record Intake
{
    /// <summary>Nothing was noticed and nothing was looked at.</summary>
    public static Intake Unknown { get; } = new();

    /// <summary>
    /// The median, over the day's batches, of the time of receipt less the newest reading's time, seconds; negative where the sender's clock is ahead. A queue
    /// that was emptied after an outage makes a few batches late, and not the median. Null where it was not measured.
    /// </summary>
    public double? MedianDelaySeconds { get; init; }

    /// <summary>Whether <see cref="RepeatedRun.InReadings"/> found a repetition in a counter of the engine's tokens.</summary>
    public RepeatedRun? Repeated { get; init; }
}
