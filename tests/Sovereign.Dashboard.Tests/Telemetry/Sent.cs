using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Tests.Telemetry;

/// <summary>A sample as a test sends it; labels written <c>a=b,c=d</c>, times in milliseconds since 1970.</summary>
public sealed record Sent(string Metric, long At, double Value, string? Labels = null, long StartedAt = 0, Temporality Temporality = Temporality.Cumulative)
{
    public static Sent Generated(long at, double value, string? labels = null, long startedAt = 0) => new("vllm:generation_tokens_total", at, value, labels, startedAt);
}
