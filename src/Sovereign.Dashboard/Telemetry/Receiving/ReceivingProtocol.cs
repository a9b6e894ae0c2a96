using Sovereign.Dashboard.Telemetry.Receiving.Wire;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>What the three addresses differ in.</summary>
/// <param name="Name">For the portal's log.</param>
/// <param name="FormatOf">The format by the Content-Type; throws <see cref="UnreadableBodyException"/>.</param>
/// <param name="LargestBody">Bytes of a body as sent.</param>
/// <param name="Kept">The answer to a request that was read, by the receipt, what it held, its format and the seconds until it may come again.</param>
/// <param name="Failed">The answer to one that was not, by the Content-Type.</param>
internal sealed record ReceivingProtocol(
    string Name,
    Func<string?, ReceivedFormat> FormatOf,
    Func<ReceivingOptions, int> LargestBody,
    Func<Receipt, WireCounts, ReceivedFormat, int, ReceivingAnswer> Kept,
    Func<ReceivingFailure, string?, ReceivingAnswer> Failed)
{
    public static readonly ReceivingProtocol RemoteWrite = new(
        "remote write", ReceivedFormats.OfRemoteWrite, options => Math.Min(options.MaxRemoteWriteBytes, options.MaxCompressedBytes),
        (receipt, counts, format, retryAfter) => RemoteWriteAnswers.Of(receipt, counts, format == ReceivedFormat.RemoteWrite2, retryAfter),
        (failure, _) => RemoteWriteAnswers.Of(failure));

    public static readonly ReceivingProtocol Otlp = new(
        "OTLP", ReceivedFormats.OfOtlp, options => options.MaxCompressedBytes,
        (receipt, _, format, retryAfter) => OtlpAnswers.Of(receipt, format == ReceivedFormat.OtlpJson, retryAfter),
        (failure, contentType) => OtlpAnswers.Of(failure, ReceivedFormats.IsAnsweredInJson(contentType)));

    public static readonly ReceivingProtocol Text = new(
        "text push", ReceivedFormats.OfText, options => options.MaxCompressedBytes,
        (receipt, _, _, retryAfter) => TextPushAnswers.Of(receipt, retryAfter),
        (failure, _) => TextPushAnswers.Of(failure));
}
