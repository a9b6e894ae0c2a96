using System.Globalization;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>What a sender is told of the samples that were refused.</summary>
internal static class ReceiptSummary
{
    /// <summary>One line: counts, reasons and the first example, such as <c>2 of 5 samples were refused: future 2. …</c></summary>
    public static string Of(Receipt receipt)
    {
        var refused = receipt.Refused.Where(reason => reason.Key.IsRefusal() && reason.Value > 0).OrderBy(reason => reason.Key).ToList();
        var reasons = string.Join(", ", refused.Select(reason => $"{reason.Key.Code()} {reason.Value.ToString(CultureInfo.InvariantCulture)}"));
        return string.Create(CultureInfo.InvariantCulture, $"{receipt.Rejected} refused for good ({reasons}), the others kept.{(receipt.Example is null ? "" : " ")}{receipt.Example}");
    }
}
