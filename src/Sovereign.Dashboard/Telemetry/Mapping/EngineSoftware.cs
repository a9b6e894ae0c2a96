using System.Collections.Frozen;

namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>What the map has to know of the software it names.</summary>
public static class EngineSoftware
{
    private static readonly FrozenSet<string> Companions = FrozenSet.Create(
        StringComparer.Ordinal,
        "any", "prometheus", "dcgm-exporter", "amd-device-metrics-exporter", "kepler", "node_exporter", "zeus");

    private static readonly FrozenSet<string> NamedAtEnrolment = FrozenSet.Create(StringComparer.Ordinal, "nvidia-nim", "ollama");

    private static readonly FrozenSet<string> CountingFromFirstRequest = FrozenSet.Create(
        StringComparer.Ordinal,
        "sglang", "tgi", "trtllm-serve", "litellm", "otel-genai", "ollama");

    /// <summary>Whether it reports on devices or hosts and may stand beside any engine.</summary>
    public static bool IsCompanion(string software) => Companions.Contains(software);

    /// <summary>
    /// Whether a metric's name shows that it is this software's. NIM's names bear no mark of their own (<c>prompt_tokens_total</c>), and what is
    /// sent for Ollama bears the mark of the proxy before it: both are believed only where the engine was enrolled as such.
    /// </summary>
    public static bool ShowsInNames(string software) => !NamedAtEnrolment.Contains(software);

    /// <summary>
    /// Whether its counters and histograms appear with the first request only, so that they are missing after a restart without anything being
    /// wrong: libraries that make a series when it is first counted, and Python servers of several processes.
    /// </summary>
    public static bool CountsFromFirstRequest(string software) => CountingFromFirstRequest.Contains(software);
}
