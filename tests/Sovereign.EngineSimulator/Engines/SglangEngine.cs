namespace Sovereign.EngineSimulator.Engines;

/// <summary>
/// SGLang with its GPU: tokens are counted when their request ends, so that its counters move in lumps. Names: sgl-project/sglang,
/// <c>python/sglang/srt/observability/metrics_collector.py</c>.
/// </summary>
public sealed class SglangEngine : SimulatedEngine
{
    private static readonly double[] bounds = [0.1, 0.2, 0.4, 0.6, 0.8, 1, 2, 4, 6, 8, 10, 20, 40, 60, 80, 100, 200, 400];

    private readonly List<(double Ends, int Read, int Made)> underWay = [];
    private readonly Metric running, waiting, usage, prompt, cached, requests, aborted, firstToken;
    private double clock;

    /// <inheritdoc/>
    public SglangEngine(string code, int seed, long startedAt, TimeSpan meanLife) : base(code, seed, startedAt, meanLife)
    {
        var model = ("model_name", "Qwen/Qwen3-32B");
        (string, string)[] labels = [("engine", code), ("is_streaming", "true"), model];
        (string, string)[] ranks = [("engine", code), ("engine_type", "unified"), model, ("pp_rank", "0"), ("tp_rank", "0")];
        running = Says(new("sglang:num_running_reqs", MetricKind.Gauge, ranks));
        waiting = Says(new("sglang:num_queue_reqs", MetricKind.Gauge, ranks));
        usage = Says(new("sglang:token_usage", MetricKind.Gauge, ranks));
        prompt = Says(new("sglang:prompt_tokens_total", MetricKind.Counter, labels));
        GeneratedTokens = Says(new("sglang:generation_tokens_total", MetricKind.Counter, labels));
        cached = Says(new("sglang:cached_tokens_total", MetricKind.Counter, [("cache_source", "device"), ("engine", code), model]));
        requests = Says(new("sglang:num_requests_total", MetricKind.Counter, labels));
        aborted = Says(new("sglang:num_aborted_requests_total", MetricKind.Counter, [("engine", code), model]));
        firstToken = Says(new("sglang:time_to_first_token_seconds", MetricKind.Histogram, labels, bounds));
    }

    public override string Software => "sglang";

    public override Metric GeneratedTokens { get; }

    protected override void Work(double seconds, double load)
    {
        clock += seconds;
        for (var i = Poisson(load * seconds); i > 0; i--)
        {
            var made = (int)Math.Clamp(LogNormal(700, 1), 1, 16_000);
            underWay.Add((clock + (made / 28.0), Random.Next(200, 4000), made));
            firstToken.Observe(Math.Round(LogNormal(0.3, 0.8), 6));
        }

        foreach (var (_, read, made) in underWay.Where(request => request.Ends <= clock))
        {
            prompt.Add(read);
            cached.Add(read / 4);
            GeneratedTokens.Add(made);
            requests.Add(1);
            if (Random.Next(200) == 0) aborted.Add(1);
        }

        underWay.RemoveAll(request => request.Ends <= clock);
        running.Set(Math.Min(underWay.Count, 48));
        waiting.Set(Math.Max(0, underWay.Count - 48));
        usage.Set(Math.Round(Math.Min(1, underWay.Count / 60.0), 3));
    }

    // What was under way is lost with the process, and was never counted.
    protected override void OnRestart() => underWay.Clear();
}
