namespace Sovereign.Benchmarks.Ingest;

/// <summary>One receiver's turns and what they took.</summary>
internal sealed class IngestRun(string name, IIngestTarget target, IngestPayload payload) : IDisposable
{
    private readonly IngestClient client = new(target, payload);
    private readonly Dictionary<int, (long Samples, double Seconds, double ProcessorSeconds)> sums = [];
    private double usedBefore;

    public string Name => name;

    public IIngestTarget Target => target;

    /// <summary>Sends what is not measured, and waits until all of it is worked off.</summary>
    public async Task WarmAsync(int rounds, int connections)
    {
        await client.SendAsync(0, rounds, connections);
        await SettleAsync();
        usedBefore = target.ProcessorSeconds;
    }

    /// <summary>Sends rounds and adds up what they took; what is left to do is worked off before the next has its turn, and does not count here.</summary>
    public async Task TurnAsync(int from, int rounds, int connections)
    {
        var (samples, taken, used) = await client.SendAsync(from, rounds, connections);
        var sum = sums.GetValueOrDefault(connections);
        sums[connections] = (sum.Samples + samples, sum.Seconds + taken.TotalSeconds, sum.ProcessorSeconds + used);
        await SettleAsync();
    }

    public double ASecond(int connections) => sums[connections].Samples / sums[connections].Seconds;

    public double AProcessorSecond(int connections) => sums[connections].Samples / sums[connections].ProcessorSeconds;

    /// <summary>By everything it used since it was warm, also what it did while others had their turn.</summary>
    public double AProcessorSecondWithAll() => sums.Values.Sum(sum => sum.Samples) / (target.ProcessorSeconds - usedBefore);

    public void Dispose() => client.Dispose();

    private Task SettleAsync() => target is PortalTarget portal ? portal.UntilRolledUpAsync() : Task.CompletedTask;
}
