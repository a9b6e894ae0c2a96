namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>Why a request as a whole is not kept.</summary>
/// <param name="Kind">What each protocol's table of answers is asked for.</param>
/// <param name="Sentence">For the sender's log.</param>
/// <param name="RetryAfter">Seconds until it is worth while to come again; with <see cref="ReceivingFailureKind.Busy"/> and a first <see cref="ReceivingFailureKind.Fault"/>.</param>
public sealed record ReceivingFailure(ReceivingFailureKind Kind, string Sentence, int RetryAfter = 0)
{
    public static readonly ReceivingFailure NoKey = new(ReceivingFailureKind.NoKey, "The key is missing, unknown, revoked or has ended.");

    public static readonly ReceivingFailure Poisoned =
        new(ReceivingFailureKind.Poisoned, "The portal failed over this very body before; it is refused so that what comes after it is not held back.");

    public static readonly ReceivingFailure WrongMethod = new(ReceivingFailureKind.WrongMethod, "Metrics are sent by POST.");

    public static ReceivingFailure Of(UnreadableBodyException body) => new(
        body.Kind switch
        {
            UnreadableKind.Corrupt => ReceivingFailureKind.Corrupt,
            UnreadableKind.TooLarge => ReceivingFailureKind.TooLarge,
            UnreadableKind.Unsupported => ReceivingFailureKind.Unsupported,
            _ => throw new ArgumentOutOfRangeException(nameof(body), body.Kind, null),
        },
        body.Message);

    public static ReceivingFailure Busy(int retryAfter) => new(ReceivingFailureKind.Busy, "The portal cannot take this now; come again.", retryAfter);

    public static ReceivingFailure Fault(int retryAfter) => new(ReceivingFailureKind.Fault, "The request failed on the portal's side.", retryAfter);
}
