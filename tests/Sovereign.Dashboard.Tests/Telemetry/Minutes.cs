namespace Sovereign.Dashboard.Tests.Telemetry;

/// <summary>What an engine sends over some minutes, every 15 seconds, as vLLM and a GPU's exporter name it.</summary>
public static class Minutes
{
    private const int Step = 15_000;

    /// <summary>Everything until now, at a steady pace.</summary>
    /// <param name="minutes">How many minutes back it begins.</param>
    /// <param name="tokensPerSecond">Generated.</param>
    /// <param name="watts">Drawn by the GPU; null where nobody measures it.</param>
    /// <param name="pause">Milliseconds between its last report and now.</param>
    public static Sent[] Of(int minutes, double tokensPerSecond, double? watts = null, long pause = 0)
    {
        var samples = new List<Sent>();
        var end = Fleet.Now - pause;
        for (var at = end - (minutes * 60_000L); at <= end; at += Step)
        {
            var seconds = (at - end + (minutes * 60_000L)) / 1000.0;
            samples.Add(Sent.Generated(at, 1000 + (tokensPerSecond * seconds)));
            samples.Add(new("vllm:num_requests_running", at, 3));
            samples.Add(new("vllm:kv_cache_usage_perc", at, 0.42));
            if (watts is { } power) samples.Add(new("DCGM_FI_DEV_POWER_USAGE", at, power, "gpu=0"));
            foreach (var (bound, share) in new[] { ("0.1", 0.5), ("0.5", 0.9), ("1.0", 1.0), ("+Inf", 1.0) })
                samples.Add(new("vllm:time_to_first_token_seconds_bucket", at, 2 * seconds * share, $"le={bound}"));
        }

        return [.. samples];
    }
}
