using System.Globalization;
using Sovereign.Dashboard.Telemetry.Receiving.Wire;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>
/// Answers to remote write. A sender repeats 5xx until it is taken and throws away what got 4xx, 429 among them, so what is to come again gets 503.
/// Source: https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/
/// </summary>
public static class RemoteWriteAnswers
{
    /// <summary>What became of a request that was read.</summary>
    /// <param name="receipt">Of the intake.</param>
    /// <param name="counts">What the request held.</param>
    /// <param name="isVersion2">Whether it must be told how much was written: a sender of 2.0 takes an answer without for a receiver that did not understand.</param>
    /// <param name="retryAfter">Seconds, for <see cref="ReceiptState.Busy"/>.</param>
    public static ReceivingAnswer Of(Receipt receipt, WireCounts counts, bool isVersion2, int retryAfter)
    {
        if (receipt.State == ReceiptState.Busy) return Of(ReceivingFailure.Busy(retryAfter));
        if (receipt.State == ReceiptState.KeyEnded) return Of(ReceivingFailure.NoKey);
        var answer = receipt.Rejected == 0
            ? ReceivingAnswer.Empty(StatusCodes.Status204NoContent)
            : ReceivingAnswer.Text(StatusCodes.Status400BadRequest, ReceiptSummary.Of(receipt));
        if (!isVersion2) return answer;
        // Samples that the map passes over count as written: they are accepted, and nothing is gained by sending them again. Histograms and exemplars never are.
        var native = receipt.Refused.GetValueOrDefault(RejectReason.NativeHistogram);
        var written = Math.Max(0, counts.Samples - (receipt.Rejected - native));
        return answer
            .With("X-Prometheus-Remote-Write-Samples-Written", written.ToString(CultureInfo.InvariantCulture))
            .With("X-Prometheus-Remote-Write-Histograms-Written", "0")
            .With("X-Prometheus-Remote-Write-Exemplars-Written", "0");
    }

    /// <summary>Why a request as a whole was not kept.</summary>
    public static ReceivingAnswer Of(ReceivingFailure failure) => ReceivingAnswer.Text(StatusOf(failure.Kind), failure.Sentence).For(failure);

    private static int StatusOf(ReceivingFailureKind kind) => kind switch
    {
        ReceivingFailureKind.NoKey => StatusCodes.Status401Unauthorized,
        ReceivingFailureKind.Unsupported => StatusCodes.Status415UnsupportedMediaType,
        ReceivingFailureKind.Corrupt or ReceivingFailureKind.Poisoned => StatusCodes.Status400BadRequest,
        ReceivingFailureKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ReceivingFailureKind.Busy => StatusCodes.Status503ServiceUnavailable,
        ReceivingFailureKind.Fault => StatusCodes.Status500InternalServerError,
        ReceivingFailureKind.WrongMethod => StatusCodes.Status405MethodNotAllowed,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
