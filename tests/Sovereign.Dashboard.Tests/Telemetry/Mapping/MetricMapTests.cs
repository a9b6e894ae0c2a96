using System.Globalization;
using Sovereign.Dashboard.Telemetry.Mapping;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Mapping;

/// <summary>The map that is shipped, and the answers it gives.</summary>
public sealed class MetricMapTests
{
    private static readonly MetricMap Map = MetricMap.Default;

    [Fact]
    public void Every_signal_is_fed_by_some_metric() =>
        Assert.Empty(Signals.All.Except(Map.Rows.Select(row => row.Signal).OfType<Signal>()).Select(signal => signal.Code));

    [Fact]
    public void Ids_and_codes_of_signals_are_never_shared()
    {
        Assert.Distinct(Signals.All.Select(signal => signal.Id));
        Assert.Distinct(Signals.All.Select(signal => signal.Code));
        Assert.All(Signals.All, signal => Assert.Same(signal, Signals.Find(signal.Code)));
        Assert.All(Signals.All, signal => Assert.Same(signal, Signals.Find(signal.Id)));
        Assert.Null(Signals.Find("tokens_of_last_year"));
    }

    [Fact]
    public void No_kept_label_tells_a_person() => Assert.All(Map.Rows, row => Assert.DoesNotContain(row.Keep, PersonalLabels.Has));

    [Fact]
    public void Every_row_says_where_its_facts_were_read_and_whatever_is_left_out_says_why() => Assert.All(Map.Rows, row =>
    {
        Assert.NotEmpty(row.Evidence);
        Assert.True(row.Signal is not null || row.Note.Length > 0, $"line {row.Line}");
    });

    /// <summary>A factor that turns a ratio into percent, or joules into millijoules, is wrong by a thousand and looks plausible.</summary>
    [Fact]
    public void A_factor_is_the_quotient_of_the_two_units()
    {
        string[] same = ["tokens", "requests", "events", "seconds", "ratio", "joules", "watts", "bytes", "microseconds", "milliseconds", "percent", "millijoules", "microjoules", "MiB"];
        Assert.All(Map.Rows.Where(row => row.Signal is not null && row.Kind != MetricKind.Info && same.Contains(row.Unit)), row =>
        {
            var expected = row.Unit switch
            {
                "microseconds" or "microjoules" => 1e-6,
                "milliseconds" or "millijoules" => 1e-3,
                "percent" => 1e-2,
                "MiB" => 1_048_576,
                _ => 1,
            };
            Assert.True(row.Factor == expected, string.Create(CultureInfo.InvariantCulture, $"line {row.Line}: {row.Metric} in {row.Unit} by {row.Factor}"));
            var unit = row.Unit switch
            {
                "microseconds" or "milliseconds" => "seconds",
                "microjoules" or "millijoules" => "joules",
                "percent" => "ratio",
                "MiB" => "bytes",
                var other => other,
            };
            Assert.True(unit == row.Signal!.Unit, $"line {row.Line}: {row.Unit} into {row.Signal.Unit}");
        });
    }

    [Theory]
    [InlineData("vllm:kv_cache_usage_perc", "vllm", 1)]
    [InlineData("vllm:gpu_cache_usage_perc", "vllm", 1)]
    [InlineData("nv_energy_consumption", "triton", 1)]
    [InlineData("nv_gpu_utilization", "triton", 1)]
    [InlineData("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "vllm", 1e-3)]
    [InlineData("DCGM_FI_DEV_GPU_UTIL", "vllm", 1e-2)]
    [InlineData("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "vllm", 1)]
    [InlineData("gpu_energy_consumed", "vllm", 1e-6)]
    [InlineData("nv_inference_queue_duration_us", "triton", 1e-6)]
    public void Units_that_names_hide_are_known(string metric, string software, double factor) =>
        Assert.Equal(factor, Assert.Single(Map.Resolve(metric, [], software)).Factor);

    /// <summary>Where two engines shared a name, an engine of unknown software would count twice.</summary>
    [Fact]
    public void A_name_that_tells_its_software_tells_one() => Assert.All(
        Map.Rows.Where(row => EngineSoftware.ShowsInNames(row.Software)).GroupBy(row => row.Metric),
        metric => Assert.Single(metric.Select(row => row.Software).Distinct()));

    /// <summary>Ranks are there so that no joule counts twice: what counts together must be of one exporter, or of different devices.</summary>
    [Fact]
    public void Exporters_that_read_the_same_device_never_share_a_rank()
    {
        Signal[] metered = [Signals.GpuEnergy, Signals.HostEnergy, Signals.HostPower];
        foreach (var rank in Map.Rows.Where(row => metered.Contains(row.Signal)).GroupBy(row => (row.Signal, row.Rank)))
        {
            var software = rank.Select(row => row.Software).Distinct().Except(["amd-device-metrics-exporter"]).ToList();
            Assert.True(software.Count <= 1, $"{rank.Key.Signal!.Code} rank {rank.Key.Rank}: {string.Join(", ", software)}");
        }
    }

    [Fact]
    public void A_bucket_keeps_its_bound_in_the_signals_unit()
    {
        var bucket = Assert.Single(Map.Resolve("nv_inference_first_response_histogram_ms_bucket", Excerpt.Labels(("le", "250"), ("model", "m")), "triton"));
        Assert.Equal((SeriesRole.BucketCount, 0.25, "model=m", 1), (bucket.Role, bucket.UpperBound, bucket.KeptLabels, bucket.Factor));

        var sum = Assert.Single(Map.Resolve("nv_inference_first_response_histogram_ms_sum", Excerpt.Labels(("model", "m")), "triton"));
        Assert.Equal((SeriesRole.HistogramSum, null, 0.001), (sum.Role, sum.UpperBound, sum.Factor));

        var last = Assert.Single(Map.Resolve("vllm:time_to_first_token_seconds_bucket", Excerpt.Labels(("le", "+Inf")), "vllm"));
        Assert.Equal(double.PositiveInfinity, last.UpperBound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("many")]
    [InlineData("NaN")]
    public void A_bucket_without_a_bound_is_left_out(string bound)
    {
        var labels = Excerpt.Labels(("le", bound));
        Assert.Empty(Map.Resolve("vllm:time_to_first_token_seconds_bucket", labels, "vllm"));
        Assert.Equal(MetricStanding.Ignored, Map.Standing("vllm:time_to_first_token_seconds_bucket", labels, "vllm"));
    }

    [Fact]
    public void Kept_labels_are_sorted_and_cannot_be_forged()
    {
        var series = Assert.Single(Map.Resolve("vllm:prompt_tokens_total", Excerpt.Labels(("model_name", @"a,engine=1\"), ("engine", "0"), ("instance", "10.0.0.1:8000")), "vllm"));
        Assert.Equal(@"engine=0,model_name=a\,engine\=1\\", series.KeptLabels);
    }

    [Theory]
    [InlineData("vllm:prompt_tokens_total", "vllm", MetricStanding.Mapped)]
    [InlineData("vllm:iteration_tokens_total_sum", "vllm", MetricStanding.Ignored)]
    [InlineData("vllm:prompt_tokens_by_source_total", "vllm", MetricStanding.Ignored)]
    [InlineData("tgi_request_input_length_bucket", "tgi", MetricStanding.Ignored)]
    [InlineData("litellm_input_tokens_metric_created", "litellm", MetricStanding.Ignored)]
    [InlineData("vllm:time_to_first_token_seconds_created", "vllm", MetricStanding.Ignored)]
    [InlineData("sglang:prompt_tokens_total", "vllm", MetricStanding.OtherSoftware)]
    [InlineData("litellm_input_tokens_metric_total", "vllm", MetricStanding.OtherSoftware)]
    [InlineData("litellm_input_tokens_metric_total", "ollama", MetricStanding.Mapped)]
    [InlineData("prompt_tokens_total", null, MetricStanding.OtherSoftware)]
    [InlineData("prompt_tokens_total", "nvidia-nim", MetricStanding.Mapped)]
    [InlineData("DCGM_FI_DEV_POWER_USAGE", "llama.cpp", MetricStanding.Mapped)]
    [InlineData("up", null, MetricStanding.Mapped)]
    [InlineData("vllm:tokens_of_next_year_total", "vllm", MetricStanding.Unmapped)]
    [InlineData("vllm:prompt_tokens_total_bucket", "vllm", MetricStanding.Unmapped)]
    [InlineData("_sum", "vllm", MetricStanding.Unmapped)]
    [InlineData("", null, MetricStanding.Unmapped)]
    public void What_is_not_counted_is_told_apart(string metric, string? software, MetricStanding standing) =>
        Assert.Equal(standing, Map.Standing(metric, [], software));

    [Fact]
    public void Characters_are_counted_by_language()
    {
        var series = Assert.Single(Map.Resolve("sovereign_generated_characters_total", Excerpt.Labels(("language", "hi"), ("user", "ann")), "vllm"));
        Assert.Equal((Signals.GeneratedCharacters, "language=hi"), (series.Signal, series.KeptLabels));
    }

    [Fact]
    public void A_running_engine_goes_on_sending_its_core_signals()
    {
        Assert.Superset(new HashSet<Signal> { Signals.PromptTokens, Signals.GeneratedTokens, Signals.RequestsRunning, Signals.KvCacheUsage }, Map.ExpectedOf("vllm").ToHashSet());
        Assert.DoesNotContain(Signals.Errors, Map.ExpectedOf("vllm"));
        Assert.Contains(Signals.GpuEnergy, Map.ExpectedOf("dcgm-exporter"));
    }

    [Fact]
    public void Counters_that_wait_for_a_first_request_are_not_missed_after_a_restart()
    {
        Assert.Equal(["requests_running", "requests_waiting", "kv_cache_usage_ratio"], Map.ExpectedOf("sglang").Select(signal => signal.Code));
        Assert.Equal(
            ["prompt_tokens_total", "generated_tokens_total", "requests_total", "requests_running", "requests_waiting", "kv_cache_usage_ratio", "e2e_latency_seconds"],
            Map.ExpectedOf("sglang", served: true).Select(signal => signal.Code));
        Assert.Empty(Map.ExpectedOf("otel-genai"));
    }

    [Theory]
    [InlineData("vllm:gpu_cache_usage_perc", "vllm", "vllm:kv_cache_usage_perc")]
    [InlineData("vllm:time_per_output_token_seconds_bucket", "vllm", "vllm:inter_token_latency_seconds")]
    [InlineData("sglang_prompt_tokens_total", "sglang", "sglang:prompt_tokens_total")]
    [InlineData("sglang_time_to_first_token_seconds_bucket", null, "sglang:time_to_first_token_seconds")]
    [InlineData("vllm:generation_tokens", "vllm", "vllm:generation_tokens_total")]
    [InlineData("vllm:num_request_running", "vllm", "vllm:num_requests_running")]
    [InlineData("dcgm_fi_dev_power_usage", null, "DCGM_FI_DEV_POWER_USAGE")]
    [InlineData("vllm:tokens_of_next_year_total", "vllm", null)]
    [InlineData("vllm:prompt_tokens_total", "vllm", null)]
    [InlineData("vllm:num_requests_waiting_by_reasons", "vllm", null)]
    public void A_renamed_metric_is_found_under_its_other_name(string metric, string? software, string? other) =>
        Assert.Equal(other, Map.Renamed(metric, software).Select(row => row.Metric).Distinct().SingleOrDefault());
}
