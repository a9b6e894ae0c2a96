namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>The way in: opens a collector for a request and keeps what it collected.</summary>
public sealed class SampleIntake
{
    /// <summary>A sink for one request of one sender.</summary>
    public SampleCollector Open(SenderKey sender) => new(sender);

    /// <summary>Answers after the commit, or with <see cref="ReceiptState.Busy"/>.</summary>
    /// <param name="collector">What the reader put in.</param>
    /// <param name="body">The request's body as received (compressed), for its hash.</param>
    /// <param name="ct">Cancels the wait, not the commit.</param>
    public Task<Receipt> KeepAsync(SampleCollector collector, ReadOnlyMemory<byte> body, CancellationToken ct) => throw new NotSupportedException();
}
