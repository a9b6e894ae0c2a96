namespace Sovereign.EngineSimulator.Engines;

/// <summary>
/// vLLM with its GPU: 29 series, as a site sends that keeps one histogram with ten of its buckets. Counters move with every step of the engine.
/// Names: vllm-project/vllm, <c>vllm/v1/metrics/loggers.py</c>; NVIDIA/dcgm-exporter, <c>etc/dcp-metrics-included.csv</c>.
/// </summary>
public sealed class VllmEngine : SimulatedEngine
{
    /// <summary>Series of one engine.</summary>
    public const int Series = 29;

    // Ten of the buckets of the engine's 23.
    private static readonly double[] bounds = [0.02, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 40];
    private static readonly string[] reasons = ["stop", "length", "abort", "error"];

    private readonly Metric running, waiting, cache, prompt, cached, queries, hits, preemptions, started, firstToken;
    private readonly Metric[] finished;

    /// <param name="mapped">
    /// False: thirteen of the series are such as the portal's map passes over, the histogram among them; their number and size stay the same.
    /// </param>
    /// <inheritdoc cref="SimulatedEngine(string, int, long, TimeSpan)"/>
    public VllmEngine(string code, int seed, long startedAt, TimeSpan meanLife, bool mapped = true) : base(code, seed, startedAt, meanLife)
    {
        (string, string)[] labels = [("engine", code), ("model_name", "meta-llama/Llama-3.1-8B-Instruct")];
        running = Says(new("vllm:num_requests_running", MetricKind.Gauge, labels));
        waiting = Says(new("vllm:num_requests_waiting", MetricKind.Gauge, labels));
        cache = Says(new("vllm:kv_cache_usage_perc", MetricKind.Gauge, labels));
        prompt = Says(new("vllm:prompt_tokens_total", MetricKind.Counter, labels));
        GeneratedTokens = Says(new("vllm:generation_tokens_total", MetricKind.Counter, labels));
        cached = Says(new("vllm:prompt_tokens_cached_total", MetricKind.Counter, labels));
        queries = Says(new("vllm:prefix_cache_queries_total", MetricKind.Counter, labels));
        hits = Says(new("vllm:prefix_cache_hits_total", MetricKind.Counter, labels));
        preemptions = Says(new(mapped ? "vllm:num_preemptions_total" : "vllm:prompt_tokens_recomputed_total", MetricKind.Counter, labels));
        finished = [.. reasons.Select(reason => Says(new("vllm:request_success_total", MetricKind.Counter, [("engine", code), ("finished_reason", reason), labels[1]])))];
        started = Says(new("process_start_time_seconds", MetricKind.Gauge, [("engine", code)]));
        firstToken = Says(new(mapped ? "vllm:time_to_first_token_seconds" : "vllm:request_prefill_kv_computed_tokens", MetricKind.Histogram, labels, bounds));
    }

    public override string Software => "vllm";

    public override Metric GeneratedTokens { get; }

    protected override void Work(double seconds, double load)
    {
        started.Set(StartedAt / 1000.0);
        var busy = load * 64;
        running.Set(Math.Round(busy));
        waiting.Set(Math.Max(0, Math.Round((busy - 48) / 3)));
        cache.Set(Math.Round(Math.Min(1, busy / 70), 4));
        var requests = Poisson(busy / 20 * seconds);
        for (var i = 0; i < requests; i++)
        {
            firstToken.Observe(Math.Round(LogNormal(0.12 + (0.4 * load), 0.9), 6));
            finished[Random.Next(1000) switch { < 880 => 0, < 985 => 1, < 997 => 2, _ => 3 }].Add(1);
        }

        var read = requests * Random.Next(300, 900);
        prompt.Add(read);
        queries.Add(read);
        cached.Add(read / 6);
        hits.Add(read / 6);
        GeneratedTokens.Add(Math.Round(busy * 34 * seconds));
        preemptions.Add(load > 0.8 ? Poisson(seconds / 60) : 0);
    }
}
