namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>The samples of one request.</summary>
public sealed class SampleCollector(SenderKey sender) : ISampleSink
{
    public SenderKey Sender { get; } = sender;

    public int Find(ReadOnlySpan<byte> identity) => throw new NotSupportedException();

    public int Add(ReadOnlySpan<byte> identity, SeriesName name) => throw new NotSupportedException();

    public void Sample(int slot, long at, double value, long startedAt = 0) => throw new NotSupportedException();

    public void Reject(RejectReason reason, int points, string example) => throw new NotSupportedException();
}
