using System.Globalization;

namespace Sovereign.EngineSimulator.Engines;

/// <summary>
/// The server of llama.cpp on a processor: no GPU, no histogram, no count of requests, and six significant digits in all it prints, so that large counters
/// stand still for a while and then jump. Names: ggml-org/llama.cpp, <c>tools/server/server-task.cpp</c>.
/// </summary>
public sealed class LlamaCppEngine : SimulatedEngine
{
    private readonly Metric prompt, cached, promptSeconds, generatedSeconds, processing, deferred, slots;
    private double sincePrompt, sinceCached, sincePromptSeconds, sinceGenerated, sinceGeneratedSeconds;

    /// <inheritdoc/>
    public LlamaCppEngine(string code, int seed, long startedAt, TimeSpan meanLife) : base(code, seed, startedAt, meanLife)
    {
        (string, string)[] labels = [("engine", code)];
        prompt = Says(new("llamacpp:prompt_tokens_total", MetricKind.Counter, labels));
        cached = Says(new("llamacpp:prompt_tokens_cached_total", MetricKind.Counter, labels));
        promptSeconds = Says(new("llamacpp:prompt_seconds_total", MetricKind.Counter, labels));
        GeneratedTokens = Says(new("llamacpp:tokens_predicted_total", MetricKind.Counter, labels));
        generatedSeconds = Says(new("llamacpp:tokens_predicted_seconds_total", MetricKind.Counter, labels));
        processing = Says(new("llamacpp:requests_processing", MetricKind.Gauge, labels));
        deferred = Says(new("llamacpp:requests_deferred", MetricKind.Gauge, labels));
        slots = Says(new("llamacpp:n_busy_slots_per_decode", MetricKind.Gauge, labels));
    }

    public override string Software => "llama.cpp";

    public override bool HasAccelerator => false;

    public override Metric GeneratedTokens { get; }

    protected override void Work(double seconds, double load)
    {
        var busy = load * 8;
        var made = Math.Round(busy * 6 * seconds);
        var read = Poisson(busy / 15 * seconds) * Random.Next(200, 600);
        Print(prompt, sincePrompt += read);
        Print(cached, sinceCached += read / 5);
        Print(promptSeconds, sincePromptSeconds += read / 210.0);
        Print(GeneratedTokens, sinceGenerated += made);
        Print(generatedSeconds, sinceGeneratedSeconds += made / 6.4);
        processing.Set(Math.Round(busy));
        deferred.Set(Math.Max(0, Math.Round(busy - 6)));
        slots.Set(Rounded(1 + (busy / 2)));
    }

    protected override void OnRestart() => (sincePrompt, sinceCached, sincePromptSeconds, sinceGenerated, sinceGeneratedSeconds) = (0, 0, 0, 0, 0);

    // What a receiver can find out is what is printed.
    private static void Print(Metric counter, double exact) => counter.Add(Rounded(exact) - counter.Value);

    private static double Rounded(double number) => double.Parse(number.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
