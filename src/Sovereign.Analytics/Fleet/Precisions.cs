namespace Sovereign.Analytics.Fleet;

/// <summary>How many bytes a parameter takes at a precision.</summary>
public static class Precisions
{
    /// <summary>Bytes of one parameter; null for a precision that is not known here.</summary>
    /// <param name="precision">As operators write it: <c>bf16</c>, <c>fp8</c>, <c>int4</c>.</param>
    public static double? Bytes(string? precision) => precision?.Trim().ToLowerInvariant() switch
    {
        "fp32" or "float32" or "f32" => 4,
        "bf16" or "fp16" or "float16" or "bfloat16" or "f16" => 2,
        "fp8" or "int8" or "w8a8" or "q8" or "q8_0" => 1,
        "fp4" or "int4" or "nvfp4" or "mxfp4" or "w4a16" or "awq" or "gptq" or "q4" or "q4_0" => 0.5,
        _ => null,
    };
}
