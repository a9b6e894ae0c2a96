using System.Collections.Frozen;

namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>
/// Every signal. Ids are stored with each sample: a signal may be added or retired, but an id is never given to another one. Numbers below 30 are
/// counters of an engine, from 30 its gauges, from 50 its histograms, from 70 what GPUs report, from 90 what hosts report.
/// </summary>
public static class Signals
{
    public static readonly Signal PromptTokens = new(
        1, "prompt_tokens_total", SignalKind.Counter, "tokens", "Prompt tokens",
        "Tokens of prompts taken in, those answered from a cache included.");

    public static readonly Signal CachedPromptTokens = new(
        2, "cached_prompt_tokens_total", SignalKind.Counter, "tokens", "Cached prompt tokens",
        "The part of the prompt tokens whose keys and values came from a cache and were not computed.");

    public static readonly Signal GeneratedTokens = new(
        3, "generated_tokens_total", SignalKind.Counter, "tokens", "Generated tokens",
        "Tokens the engine has generated. Some engines count each step, others a whole reply when it ends.");

    public static readonly Signal GeneratedCharacters = new(
        4, "generated_characters_total", SignalKind.Counter, "characters", "Generated characters",
        "Characters of generated text by language, counted by a proxy that sees the text. Comparable between tokenizers, unlike tokens.");

    public static readonly Signal GeneratedTokensByLanguage = new(
        5, "generated_tokens_by_language_total", SignalKind.Counter, "tokens", "Generated tokens by language",
        "Generated tokens of the replies whose characters are counted too; a part of the generated tokens, never to be added to them.");

    public static readonly Signal Requests = new(
        6, "requests_total", SignalKind.Counter, "requests", "Requests",
        "Requests that ended, failed ones included.");

    public static readonly Signal Errors = new(
        7, "errors_total", SignalKind.Counter, "requests", "Failed requests",
        "Requests that ended without a full reply: refused, aborted or broken off by an error. A part of the requests.");

    public static readonly Signal Preemptions = new(
        8, "preemptions_total", SignalKind.Counter, "events", "Preemptions",
        "How often a running request was put back for want of memory.");

    public static readonly Signal PrefixCacheQueries = new(
        9, "prefix_cache_queries_total", SignalKind.Counter, "tokens", "Prefix cache queries",
        "Tokens looked up in the prefix cache.");

    public static readonly Signal PrefixCacheHits = new(
        10, "prefix_cache_hits_total", SignalKind.Counter, "tokens", "Prefix cache hits",
        "Tokens found in the prefix cache.");

    public static readonly Signal ModelFlopsPerGpu = new(
        11, "model_flops_per_gpu_total", SignalKind.Counter, "FLOP per GPU", "Model FLOP per GPU",
        "Floating-point operations that the model's arithmetic needed, by the engine's own estimate, for each GPU.");

    public static readonly Signal ModelBytesPerGpu = new(
        12, "model_bytes_per_gpu_total", SignalKind.Counter, "bytes per GPU", "Model bytes per GPU",
        "Bytes read from and written to memory for the model's arithmetic, by the engine's own estimate, for each GPU.");

    public static readonly Signal PrefillSeconds = new(
        13, "prefill_seconds_total", SignalKind.Counter, "seconds", "Seconds of prefill",
        "Time spent on prompts, summed over requests, where no histogram is offered.");

    public static readonly Signal DecodeSeconds = new(
        14, "decode_seconds_total", SignalKind.Counter, "seconds", "Seconds of decoding",
        "Time spent generating, summed over requests, where no histogram is offered.");

    public static readonly Signal EndToEndSeconds = new(
        15, "e2e_seconds_total", SignalKind.Counter, "seconds", "Seconds from request to reply",
        "Time from request to reply, summed over requests, where no histogram is offered: gives a mean, no percentiles.");

    public static readonly Signal QueueSeconds = new(
        16, "queue_seconds_total", SignalKind.Counter, "seconds", "Seconds in the queue",
        "Time in the queue, summed over requests, where no histogram is offered.");

    public static readonly Signal InferenceSeconds = new(
        17, "inference_seconds_total", SignalKind.Counter, "seconds", "Seconds of inference",
        "Time in the model, summed over requests, where no histogram is offered.");

    public static readonly Signal HttpRequests = new(
        18, "http_requests_total", SignalKind.Counter, "requests", "HTTP requests",
        "Requests to the engine's web server, health checks and scrapes included.");

    public static readonly Signal Spend = new(
        19, "spend_usd_total", SignalKind.Counter, "USD", "Spend at list price",
        "Tokens at a proxy's list price. No cost of energy, and kept apart from it.");

    public static readonly Signal RequestsRunning = new(
        30, "requests_running", SignalKind.Gauge, "requests", "Requests running",
        "Requests in the batch that is computed.");

    public static readonly Signal RequestsWaiting = new(
        31, "requests_waiting", SignalKind.Gauge, "requests", "Requests waiting",
        "Requests taken in that wait for their turn.");

    public static readonly Signal RequestSlots = new(
        32, "request_slots", SignalKind.Gauge, "requests", "Request slots",
        "How many requests the engine can run at once.");

    public static readonly Signal KvCacheUsage = new(
        33, "kv_cache_usage_ratio", SignalKind.Gauge, "ratio", "KV cache in use",
        "Share of the memory for keys and values that is taken, 0 to 1.");

    public static readonly Signal EngineAwake = new(
        34, "engine_awake", SignalKind.Gauge, "ratio", "Engine awake",
        "1 while the weights are loaded and the engine serves, 0 while it sleeps.");

    public static readonly Signal BatchSize = new(
        35, "batch_size", SignalKind.Gauge, "requests", "Mean batch",
        "Mean number of requests in a decoding step since the start.");

    public static readonly Signal EngineUp = new(
        36, "engine_up", SignalKind.Gauge, "ratio", "Engine up",
        "1 where the scraper reached the engine, 0 where it did not. Silence is neither.");

    public static readonly Signal ProcessStartTime = new(
        37, "process_start_time_seconds", SignalKind.Gauge, "seconds since 1970-01-01 UTC", "Process start",
        "When the process or host began; tells a restart that no falling counter shows.");

    public static readonly Signal EngineInfo = new(
        38, "engine_info", SignalKind.Gauge, "1", "Engine settings",
        "Settings of the engine, told by labels or by a constant. Shown one by one, never summed.");

    public static readonly Signal TimeToFirstToken = new(
        50, "time_to_first_token_seconds", SignalKind.Histogram, "seconds", "Time to first token",
        "Time from a request to the first token of its reply.");

    public static readonly Signal InterTokenLatency = new(
        51, "inter_token_latency_seconds", SignalKind.Histogram, "seconds", "Time between tokens",
        "Time from one token of a reply to the next, each pair one observation.");

    public static readonly Signal TimePerOutputToken = new(
        52, "time_per_output_token_seconds", SignalKind.Histogram, "seconds", "Time per output token",
        "Mean time per token after the first, each request one observation.");

    public static readonly Signal EndToEndLatency = new(
        53, "e2e_latency_seconds", SignalKind.Histogram, "seconds", "Time from request to reply",
        "Time from a request to the end of its reply.");

    public static readonly Signal QueueTime = new(
        54, "queue_time_seconds", SignalKind.Histogram, "seconds", "Time in the queue",
        "Time a request waited before it was computed.");

    public static readonly Signal PrefillTime = new(
        55, "prefill_time_seconds", SignalKind.Histogram, "seconds", "Time of prefill",
        "Time spent on a request's prompt.");

    public static readonly Signal DecodeTime = new(
        56, "decode_time_seconds", SignalKind.Histogram, "seconds", "Time of decoding",
        "Time spent generating a request's reply.");

    public static readonly Signal InferenceTime = new(
        57, "inference_time_seconds", SignalKind.Histogram, "seconds", "Time of inference",
        "Time a request was computed, prefill and decoding together.");

    public static readonly Signal UpstreamLatency = new(
        58, "upstream_latency_seconds", SignalKind.Histogram, "seconds", "Time of the engine behind a proxy",
        "Time a proxy waited for the engine behind it.");

    public static readonly Signal PromptTokensPerRequest = new(
        59, "prompt_tokens_per_request", SignalKind.Histogram, "tokens", "Prompt tokens per request",
        "Tokens of a request's prompt.");

    public static readonly Signal GeneratedTokensPerRequest = new(
        60, "generated_tokens_per_request", SignalKind.Histogram, "tokens", "Generated tokens per request",
        "Tokens of a reply.");

    public static readonly Signal GpuEnergy = new(
        70, "gpu_energy_joules_total", SignalKind.Counter, "joules", "GPU energy",
        "Energy of whole GPUs by their own counters, whatever ran on them.");

    public static readonly Signal GpuPower = new(
        71, "gpu_power_watts", SignalKind.Gauge, "watts", "GPU power",
        "Power drawn by whole GPUs.");

    public static readonly Signal GpuUtilisation = new(
        72, "gpu_utilisation_ratio", SignalKind.Gauge, "ratio", "GPU utilisation",
        "Share of time in which something ran on the GPU, 0 to 1; says nothing of how much.");

    public static readonly Signal GpuEngineActive = new(
        73, "gpu_engine_active_ratio", SignalKind.Gauge, "ratio", "GPU engine active",
        "Share of time in which the graphics or compute engine was busy, 0 to 1.");

    public static readonly Signal GpuSmActive = new(
        74, "gpu_sm_active_ratio", SignalKind.Gauge, "ratio", "GPU multiprocessors active",
        "Share of time in which a multiprocessor had work, mean over all of them, 0 to 1.");

    public static readonly Signal GpuTensorActive = new(
        75, "gpu_tensor_active_ratio", SignalKind.Gauge, "ratio", "GPU tensor pipe active",
        "Share of cycles in which the tensor pipe was busy, 0 to 1: times the dense peak, a ceiling of the FLOP done.");

    public static readonly Signal GpuMemoryBandwidth = new(
        76, "gpu_memory_bandwidth_ratio", SignalKind.Gauge, "ratio", "GPU memory bandwidth in use",
        "Share of time in which the GPU's memory moved data, 0 to 1.");

    public static readonly Signal GpuMemoryUsed = new(
        77, "gpu_memory_used_bytes", SignalKind.Gauge, "bytes", "GPU memory used", "Memory of the GPUs that is taken.");

    public static readonly Signal GpuMemoryFree = new(
        78, "gpu_memory_free_bytes", SignalKind.Gauge, "bytes", "GPU memory free", "Memory of the GPUs that is free.");

    public static readonly Signal GpuMemoryReserved = new(
        79, "gpu_memory_reserved_bytes", SignalKind.Gauge, "bytes", "GPU memory reserved", "Memory of the GPUs that the driver keeps for itself.");

    public static readonly Signal GpuMemoryTotal = new(
        80, "gpu_memory_total_bytes", SignalKind.Gauge, "bytes", "GPU memory", "All memory of the GPUs.");

    public static readonly Signal GpuTemperature = new(
        81, "gpu_temperature_celsius", SignalKind.Gauge, "°C", "GPU temperature", "Temperature of the hottest GPU.");

    public static readonly Signal GpuPowerLimit = new(
        82, "gpu_power_limit_watts", SignalKind.Gauge, "watts", "GPU power limit", "Power that the GPUs are allowed to draw.");

    public static readonly Signal GpuLastXid = new(
        83, "gpu_last_xid", SignalKind.Gauge, "code", "Last GPU error", "Code of the last XID error of a GPU, 0 for none. A code, no count.");

    public static readonly Signal GpuCount = new(
        84, "gpu_count", SignalKind.Gauge, "GPUs", "GPUs", "How many GPUs the exporter sees.");

    public static readonly Signal HostEnergy = new(
        90, "host_energy_joules_total", SignalKind.Counter, "joules", "Host energy",
        "Energy of the host: the whole machine where that is metered, else processors and memory. Says nothing of GPUs unless the machine is metered.");

    public static readonly Signal HostPower = new(
        91, "host_power_watts", SignalKind.Gauge, "watts", "Host power",
        "Power of the host: the whole machine where that is metered, else processors and memory.");

    public static readonly Signal CpuUtilisation = new(
        92, "cpu_utilisation_ratio", SignalKind.Gauge, "ratio", "CPU utilisation", "Share of the processors' time that was not idle, 0 to 1.");

    public static readonly Signal ContainerEnergy = new(
        93, "container_energy_joules_total", SignalKind.Counter, "joules", "Container energy",
        "The host's energy as shared out to containers by a model of the exporter; no measurement.");

    public static readonly IReadOnlyList<Signal> All =
    [
        PromptTokens, CachedPromptTokens, GeneratedTokens, GeneratedCharacters, GeneratedTokensByLanguage, Requests, Errors, Preemptions,
        PrefixCacheQueries, PrefixCacheHits, ModelFlopsPerGpu, ModelBytesPerGpu, PrefillSeconds, DecodeSeconds, EndToEndSeconds, QueueSeconds,
        InferenceSeconds, HttpRequests, Spend,
        RequestsRunning, RequestsWaiting, RequestSlots, KvCacheUsage, EngineAwake, BatchSize, EngineUp, ProcessStartTime, EngineInfo,
        TimeToFirstToken, InterTokenLatency, TimePerOutputToken, EndToEndLatency, QueueTime, PrefillTime, DecodeTime, InferenceTime,
        UpstreamLatency, PromptTokensPerRequest, GeneratedTokensPerRequest,
        GpuEnergy, GpuPower, GpuUtilisation, GpuEngineActive, GpuSmActive, GpuTensorActive, GpuMemoryBandwidth, GpuMemoryUsed, GpuMemoryFree,
        GpuMemoryReserved, GpuMemoryTotal, GpuTemperature, GpuPowerLimit, GpuLastXid, GpuCount,
        HostEnergy, HostPower, CpuUtilisation, ContainerEnergy,
    ];

    private static readonly FrozenDictionary<string, Signal> ByCode = All.ToFrozenDictionary(signal => signal.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<short, Signal> ById = All.ToFrozenDictionary(signal => signal.Id);

    /// <summary>The signal of that code; null where there is none.</summary>
    public static Signal? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The signal stored under that number; null where there is none.</summary>
    public static Signal? Find(short id) => ById.GetValueOrDefault(id);
}
