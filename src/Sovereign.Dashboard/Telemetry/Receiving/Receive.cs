using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Receiving.Wire;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>Takes one request of a sender: knows its key before a byte is read, reads it within bounds, and answers after it is kept.</summary>
public sealed class Receive(
    SenderKeys keys, SampleIntake intake, BytesInFlight bytes, RequestsInFlight requests, PoisonedBodies poisoned, IOptions<ReceivingOptions> options, ILogger<Receive> log)
{
    // Spread, so that senders that were turned away together do not come back together.
    private static int RetryAfter => RandomNumberGenerator.GetInt32(10, 61);

    internal async Task RunAsync(HttpContext http, ReceivingProtocol protocol)
    {
        ReceivingAnswer answer;
        try
        {
            answer = await TakeAsync(http, protocol);
        }
        catch (Exception known) when (FailureOf(known) is not null)
        {
            answer = Fail(http, protocol, FailureOf(known)!);
        }

        await answer.SendAsync(http.Response);
    }

    private async Task<ReceivingAnswer> TakeAsync(HttpContext http, ReceivingProtocol protocol)
    {
        if (PresentedKey.Of(http.Request) is not { } key || await keys.RecogniseAsync(key, http.RequestAborted) is not { } sender)
            return Fail(http, protocol, ReceivingFailure.NoKey);
        if (!requests.TryBegin(sender.KeyId)) return Fail(http, protocol, ReceivingFailure.Busy(RetryAfter));
        try
        {
            return await TakeAsync(http, protocol, sender);
        }
        finally
        {
            requests.End(sender.KeyId);
        }
    }

    private async Task<ReceivingAnswer> TakeAsync(HttpContext http, ReceivingProtocol protocol, SenderKey sender)
    {
        var bounds = options.Value;
        if (http.Request.Headers["Retry-Attempt"] is [{ } attempt]) log.LogDebug("A {Protocol} request of key {Key} comes again, attempt {Attempt}.", protocol.Name, sender.KeyId, attempt);
        var format = protocol.FormatOf(http.Request.ContentType);
        var coding = BodyCodings.Of(http.Request.Headers.ContentEncoding);
        var largest = protocol.LargestBody(bounds);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = largest + 1L;
        using var body = await RequestBody.ReadAsync(http.Request, largest, bytes, http.RequestAborted);
        if (poisoned.Contains(body.Sent.Span)) return Fail(http, protocol, ReceivingFailure.Poisoned);
        try
        {
            body.Inflate(coding, bounds);
            using var collector = await intake.OpenAsync(sender, http.RequestAborted);
            var counts = Read(format, body.Content, collector, bounds);
            return protocol.Kept(await intake.KeepAsync(collector, body.Sent), counts, format, RetryAfter);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && FailureOf(fault) is null)
        {
            poisoned.Add(body.Sent.Span);
            log.LogError(fault, "A {Protocol} body of {Bytes} bytes of key {Key} could not be taken; the same body is refused from now on.", protocol.Name, body.Sent.Length, sender.KeyId);
            return Fail(http, protocol, ReceivingFailure.Fault(RetryAfter));
        }
    }

    private static WireCounts Read(ReceivedFormat format, ReadOnlyMemory<byte> content, ISampleSink sink, ReceivingOptions bounds) => format switch
    {
        ReceivedFormat.RemoteWrite1 => RemoteWrite1.Read(content.Span, sink, bounds.MaxSamples),
        ReceivedFormat.RemoteWrite2 => RemoteWrite2.Read(content.Span, sink, bounds.MaxSamples),
        ReceivedFormat.OtlpProtobuf => OtlpProtobuf.Read(content.Span, sink, bounds.MaxSamples),
        ReceivedFormat.OtlpJson when content.Length > bounds.MaxJsonBytes =>
            throw new UnreadableBodyException(UnreadableKind.TooLarge, $"A JSON body may have {bounds.MaxJsonBytes} bytes; protobuf is read up to {bounds.MaxInflatedBytes}."),
        ReceivedFormat.OtlpJson => OtlpJson.Read(content, sink, bounds.MaxSamples),
        ReceivedFormat.PrometheusText => Exposition.Read(content.Span, ExpositionFormat.PrometheusText, sink, bounds.MaxSamples),
        ReceivedFormat.OpenMetrics => Exposition.Read(content.Span, ExpositionFormat.OpenMetrics, sink, bounds.MaxSamples),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    private static ReceivingFailure? FailureOf(Exception exception) => exception switch
    {
        UnreadableBodyException unreadable => ReceivingFailure.Of(unreadable),
        PortalFullException => ReceivingFailure.Busy(RetryAfter),
        _ when DatabaseAway.Explains(exception) => ReceivingFailure.Busy(RetryAfter),
        _ => null,
    };

    private static ReceivingAnswer Fail(HttpContext http, ReceivingProtocol protocol, ReceivingFailure failure) => protocol.Failed(failure, http.Request.ContentType);
}
