using Sovereign.EngineSimulator.Engines;

namespace Sovereign.Durability.Tests.Telemetry;

/// <summary>What of an engine's truth is held against the portal's minutes: everything that was ever added, restarts or not.</summary>
internal static class Measures
{
    /// <summary>By the signal it becomes.</summary>
    public static readonly IReadOnlyDictionary<string, Func<VllmEngine, double>> All = new Dictionary<string, Func<VllmEngine, double>>
    {
        ["generated_tokens_total"] = engine => engine.GeneratedTokens.Added,
        ["prompt_tokens_total"] = engine => Sum(engine, "vllm:prompt_tokens_total"),
        ["requests_total"] = engine => Sum(engine, "vllm:request_success_total"),
    };

    private static double Sum(VllmEngine engine, string name) => engine.Metrics.Where(metric => metric.Name == name).Sum(metric => metric.Added);
}
