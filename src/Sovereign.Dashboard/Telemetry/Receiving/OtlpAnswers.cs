using System.Text;
using System.Text.Json;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>
/// Answers to OTLP, in the encoding of the request. A sender repeats 429, 502, 503 and 504 and throws away what got any other failure, so a fault of ours is 503 and never
/// 500. Failures carry google.rpc.Status. Source: https://opentelemetry.io/docs/specs/otlp/#otlphttp-response
/// </summary>
public static class OtlpAnswers
{
    internal const string Protobuf = "application/x-protobuf", Json = "application/json";

    /// <summary>What became of a request that was read.</summary>
    /// <param name="receipt">Of the intake.</param>
    /// <param name="isJson">Whether the request was JSON.</param>
    /// <param name="retryAfter">Seconds, for <see cref="ReceiptState.Busy"/>.</param>
    public static ReceivingAnswer Of(Receipt receipt, bool isJson, int retryAfter)
    {
        if (receipt.State == ReceiptState.Busy) return Of(ReceivingFailure.Busy(retryAfter), isJson);
        if (receipt.State == ReceiptState.KeyEnded) return Of(ReceivingFailure.NoKey, isJson);
        return new ReceivingAnswer(
            StatusCodes.Status200OK, isJson ? Json : Protobuf, isJson ? PartialJson(receipt) : PartialProtobuf(receipt), []);
    }

    /// <summary>Why a request as a whole was not kept.</summary>
    public static ReceivingAnswer Of(ReceivingFailure failure, bool isJson)
    {
        var (status, code) = StatusOf(failure.Kind);
        return new ReceivingAnswer(status, isJson ? Json : Protobuf, isJson ? StatusJson(code, failure.Sentence) : StatusProtobuf(code, failure.Sentence), []).For(failure);
    }

    // With the codes of google.rpc.Code.
    private static (int Status, int Code) StatusOf(ReceivingFailureKind kind) => kind switch
    {
        ReceivingFailureKind.NoKey => (StatusCodes.Status401Unauthorized, 16),
        ReceivingFailureKind.Unsupported => (StatusCodes.Status415UnsupportedMediaType, 3),
        ReceivingFailureKind.Corrupt or ReceivingFailureKind.Poisoned => (StatusCodes.Status400BadRequest, 3),
        ReceivingFailureKind.TooLarge => (StatusCodes.Status413PayloadTooLarge, 8),
        ReceivingFailureKind.Busy or ReceivingFailureKind.Fault => (StatusCodes.Status503ServiceUnavailable, 14),
        ReceivingFailureKind.WrongMethod => (StatusCodes.Status405MethodNotAllowed, 12),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    // ExportMetricsServiceResponse { partial_success = 1 { rejected_data_points = 1, error_message = 2 } }; unset on full success.
    private static byte[] PartialProtobuf(Receipt receipt)
    {
        if (receipt.Rejected == 0) return [];
        using var partial = new MemoryStream();
        partial.WriteByte(1 << 3);
        WriteVarint(partial, (ulong)receipt.Rejected);
        WriteBytes(partial, 2, Encoding.UTF8.GetBytes(ReceiptSummary.Of(receipt)));
        using var response = new MemoryStream();
        WriteBytes(response, 1, partial.ToArray());
        return response.ToArray();
    }

    private static byte[] PartialJson(Receipt receipt) => receipt.Rejected == 0
        ? "{}"u8.ToArray()
        // 64-bit numbers are texts in this encoding.
        : JsonSerializer.SerializeToUtf8Bytes(new
        {
            partialSuccess = new { rejectedDataPoints = receipt.Rejected.ToString(System.Globalization.CultureInfo.InvariantCulture), errorMessage = ReceiptSummary.Of(receipt) },
        });

    // google.rpc.Status { code = 1, message = 2 }
    private static byte[] StatusProtobuf(int code, string sentence)
    {
        using var status = new MemoryStream();
        status.WriteByte(1 << 3);
        WriteVarint(status, (ulong)code);
        WriteBytes(status, 2, Encoding.UTF8.GetBytes(sentence));
        return status.ToArray();
    }

    private static byte[] StatusJson(int code, string sentence) => JsonSerializer.SerializeToUtf8Bytes(new { code, message = sentence });

    private static void WriteBytes(MemoryStream into, int field, ReadOnlySpan<byte> bytes)
    {
        into.WriteByte((byte)(field << 3 | 2));
        WriteVarint(into, (ulong)bytes.Length);
        into.Write(bytes);
    }

    private static void WriteVarint(MemoryStream into, ulong value)
    {
        for (; value >= 0x80; value >>= 7) into.WriteByte((byte)(value | 0x80));
        into.WriteByte((byte)value);
    }
}
