namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>What a line of a page is to its family.</summary>
internal enum ExpositionPart : byte
{
    Value,
    Bucket,
    Count,

    /// <summary>When the family's counters began; it becomes their start and no series.</summary>
    Created,

    /// <summary>The same series again; the first stands.</summary>
    Repeat,
}
