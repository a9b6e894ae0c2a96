namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>What became of a request, after the transaction that holds it has committed (or could not be begun).</summary>
/// <param name="State">Whether it is kept.</param>
/// <param name="Written">Samples stored or stored before (a repeat is success).</param>
/// <param name="Refused">How many samples fell to each reason, refusals and what was passed over.</param>
/// <param name="Example">A sentence about the first refusal, for the sender's log; null without refusals.</param>
public sealed record Receipt(ReceiptState State, int Written, IReadOnlyDictionary<RejectReason, int> Refused, string? Example)
{
    /// <summary>How many data points the sender must not send again.</summary>
    public int Rejected => Refused.Where(reason => reason.Key.IsRefusal()).Sum(reason => reason.Value);
}
