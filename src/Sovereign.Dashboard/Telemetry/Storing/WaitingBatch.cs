using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>A request that waits for its commit.</summary>
/// <param name="Collector">Its samples.</param>
/// <param name="Sha256">Of its body as received.</param>
/// <param name="Bytes">Length of its body as received.</param>
public sealed record WaitingBatch(SampleCollector Collector, byte[] Sha256, int Bytes)
{
    private readonly TaskCompletionSource<Receipt> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What became of it.</summary>
    public Task<Receipt> Answer => answer.Task;

    public void Complete(Receipt receipt) => answer.TrySetResult(receipt);
}
