using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Storing;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>The way in: opens a collector for a request and keeps what it collected.</summary>
public sealed class SampleIntake(SeriesBook book, Enrolments enrolments, StoreSamples store, IOptions<TelemetryOptions> options, TimeProvider clock)
{
    /// <summary>A sink for one request of one sender.</summary>
    public async ValueTask<SampleCollector> OpenAsync(SenderKey sender, CancellationToken ct) =>
        new(sender, book, await enrolments.CurrentAsync(ct), clock.GetUtcNow().ToUnixTimeMilliseconds(), options.Value);

    /// <summary>
    /// Answers after the commit, or with <see cref="ReceiptState.Busy"/>. Not to be cancelled: once it waits for its commit nobody knows better than
    /// the database whether it is kept. The collector may be disposed when the answer is there, no sooner.
    /// </summary>
    /// <param name="collector">What the reader put in.</param>
    /// <param name="body">The request's body as received (compressed), for its hash.</param>
    public Task<Receipt> KeepAsync(SampleCollector collector, ReadOnlyMemory<byte> body) =>
        store.KeepAsync(new(collector, SHA256.HashData(body.Span), body.Length));
}
