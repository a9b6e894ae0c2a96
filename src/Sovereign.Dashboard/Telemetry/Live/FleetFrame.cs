namespace Sovereign.Dashboard.Telemetry.Live;

/// <summary>
/// What the stream says now, the same bytes for every viewer. A viewer waits for the next one and then takes the newest there is: whoever is slow skips what came
/// between, and nothing is kept for them.
/// </summary>
internal sealed class FleetFrame(long number, ReadOnlyMemory<byte> snapshot, ReadOnlyMemory<byte> beat)
{
    // Ends without a result: a frame that led to the next would keep all later ones for the slowest viewer.
    private readonly TaskCompletionSource passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Of the snapshot, ascending; 0 while there is none.</summary>
    public long Number { get; } = number;

    /// <summary>An event that tells the whole fleet.</summary>
    public ReadOnlyMemory<byte> Snapshot { get; } = snapshot;

    /// <summary>An event that tells that nothing has changed; for those who have the snapshot.</summary>
    public ReadOnlyMemory<byte> Beat { get; } = beat;

    /// <summary>Ends when there is a newer one.</summary>
    public Task Passed => passed.Task;

    public void Pass() => passed.TrySetResult();
}
