using System.Text.Json;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>Answers to a pushed page of text: a person or a cron job reads them, so they are like those of the rest of the API.</summary>
public static class TextPushAnswers
{
    /// <summary>What became of a page that was read.</summary>
    /// <param name="receipt">Of the intake.</param>
    /// <param name="retryAfter">Seconds, for <see cref="ReceiptState.Busy"/>.</param>
    public static ReceivingAnswer Of(Receipt receipt, int retryAfter)
    {
        if (receipt.State == ReceiptState.Busy) return Of(ReceivingFailure.Busy(retryAfter));
        if (receipt.State == ReceiptState.KeyEnded) return Of(ReceivingFailure.NoKey);
        if (receipt.Rejected == 0) return ReceivingAnswer.Empty(StatusCodes.Status204NoContent);
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            written = receipt.Written,
            rejected = receipt.Rejected,
            reasons = receipt.Refused.Where(reason => reason.Value > 0).OrderBy(reason => reason.Key).ToDictionary(reason => reason.Key.Code(), reason => reason.Value),
            example = receipt.Example,
        });
        return new ReceivingAnswer(StatusCodes.Status200OK, "application/json", body, []);
    }

    /// <summary>Why a page as a whole was not kept.</summary>
    public static ReceivingAnswer Of(ReceivingFailure failure)
    {
        var (status, code) = StatusOf(failure.Kind);
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = $"https://tools.ietf.org/html/rfc9110#section-{(status < 500 ? "15.5" : "15.6")}",
            title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            status,
            detail = failure.Sentence,
            code,
        });
        return new ReceivingAnswer(status, "application/problem+json", body, []).For(failure);
    }

    private static (int Status, string Code) StatusOf(ReceivingFailureKind kind) => kind switch
    {
        ReceivingFailureKind.NoKey => (StatusCodes.Status401Unauthorized, "no-such-key"),
        ReceivingFailureKind.Unsupported => (StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type"),
        ReceivingFailureKind.Corrupt => (StatusCodes.Status400BadRequest, "unreadable-page"),
        ReceivingFailureKind.Poisoned => (StatusCodes.Status400BadRequest, "failed-before"),
        ReceivingFailureKind.TooLarge => (StatusCodes.Status413PayloadTooLarge, "too-large"),
        ReceivingFailureKind.Busy => (StatusCodes.Status503ServiceUnavailable, "busy"),
        ReceivingFailureKind.Fault => (StatusCodes.Status500InternalServerError, "fault"),
        ReceivingFailureKind.WrongMethod => (StatusCodes.Status405MethodNotAllowed, "method-not-allowed"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
