using Sovereign.Dashboard.Telemetry.Mapping;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Mapping;

/// <summary>
/// One truth told by each engine in its own words: between the first two scrapes 12,000 prompt tokens, 3,000 of them cached, 4,500 generated tokens,
/// 30 requests answered and one failed; after a restart 500 and 150 tokens in one request.
/// </summary>
public sealed class EnginesTests
{
    private const string Vllm = """
        vllm:num_requests_running{engine="0",model_name="m"} 12 14 1
        vllm:num_requests_waiting{engine="0",model_name="m"} 3 5 0
        vllm:num_requests_waiting_by_reason{engine="0",model_name="m",reason="capacity"} 3 5 0
        vllm:kv_cache_usage_perc{engine="0",model_name="m"} 0.42 0.47 0.01
        vllm:prompt_tokens_total{engine="0",model_name="m"} 1000000 1012000 500
        vllm:prompt_tokens_by_source_total{engine="0",model_name="m",source="local_compute"} 900000 909000 500
        vllm:prompt_tokens_by_source_total{engine="0",model_name="m",source="local_cache_hit"} 100000 103000 0
        vllm:prompt_tokens_cached_total{engine="0",model_name="m"} 100000 103000 0
        vllm:generation_tokens_total{engine="0",model_name="m"} 400000 404500 150
        vllm:request_success_total{engine="0",finished_reason="stop",model_name="m"} 2900 2928 1
        vllm:request_success_total{engine="0",finished_reason="length",model_name="m"} 300 302 0
        vllm:request_success_total{engine="0",finished_reason="error",model_name="m"} 7 8 0
        vllm:iteration_tokens_total_sum{engine="0",model_name="m"} 90000 106500 650
        vllm:iteration_tokens_total_count{engine="0",model_name="m"} 3000 3030 1
        vllm:time_to_first_token_seconds_count{engine="0",model_name="m"} 3200 3230 1
        """;

    private const string VllmOfOld = """
        vllm:num_requests_running{model_name="m"} 12 14 1
        vllm:num_requests_waiting{model_name="m"} 3 4 0
        vllm:num_requests_swapped{model_name="m"} 0 1 0
        vllm:gpu_cache_usage_perc{model_name="m"} 0.42 0.47 0.01
        vllm:prompt_tokens_total{model_name="m"} 1000000 1012000 500
        vllm:generation_tokens_total{model_name="m"} 400000 404500 150
        vllm:request_success_total{finished_reason="stop",model_name="m"} 2900 2930 1
        vllm:request_success_total{finished_reason="abort",model_name="m"} 11 12 0
        vllm:avg_prompt_throughput_toks_per_s{model_name="m"} 800 800 33
        vllm:time_to_first_token_seconds_count{model_name="m"} 3200 3230 1
        """;

    private const string Sglang = """
        sglang:num_running_reqs{engine_type="unified",model_name="m",pp_rank="0",tp_rank="0"} 12 14 1
        sglang:num_running_reqs{engine_type="unified",model_name="m",pp_rank="0",tp_rank="1"} 12 14 1
        sglang:num_queue_reqs{engine_type="unified",model_name="m",pp_rank="0",tp_rank="0"} 2 3 0
        sglang:num_queue_reqs{engine_type="unified",model_name="m",pp_rank="0",tp_rank="1"} 2 3 0
        sglang:num_grammar_queue_reqs{engine_type="unified",model_name="m",pp_rank="0",tp_rank="0"} 1 2 0
        sglang:token_usage{engine_type="unified",model_name="m",pp_rank="0",tp_rank="0"} 0.42 0.47 0.01
        sglang:prompt_tokens_total{is_streaming="true",model_name="m"} 800000 809600 500
        sglang:prompt_tokens_total{is_streaming="false",model_name="m"} 200000 202400 0
        sglang:generation_tokens_total{is_streaming="true",model_name="m"} 300000 303600 150
        sglang:generation_tokens_total{is_streaming="false",model_name="m"} 100000 100900 0
        sglang:cached_tokens_total{cache_source="device",model_name="m"} 90000 92000 0
        sglang:cached_tokens_total{cache_source="host",model_name="m"} 10000 11000 0
        sglang:cached_tokens_total{cache_source="total",model_name="m"} 100000 103000 0
        sglang:num_requests_total{is_streaming="true",model_name="m"} 2600 2625 1
        sglang:num_requests_total{is_streaming="false",model_name="m"} 600 606 0
        sglang:num_aborted_requests_total{model_name="m"} 11 12 0
        sglang:time_to_first_token_seconds_count{is_streaming="true",model_name="m"} 2600 2624 1
        sglang:time_to_first_token_seconds_count{is_streaming="false",model_name="m"} 600 606 0
        """;

    private const string Tgi = """
        tgi_request_count 3200 3231 1
        tgi_request_success 3190 3220 1
        tgi_request_failure{err="validation"} 7 8 0
        tgi_request_failure{err="dropped"} 3 3 0
        tgi_request_input_length_sum 1000000 1012000 500
        tgi_request_input_length_count 3190 3220 1
        tgi_request_generated_tokens_sum 400000 404500 150
        tgi_batch_inference_count{method="decode"} 96000 96900 150
        tgi_batch_current_size 12 14 1
        tgi_queue_size 3 5 0
        """;

    private const string LlamaCpp = """
        llamacpp:prompt_tokens_total 900000 909000 500
        llamacpp:prompt_tokens_cached_total 100000 103000 0
        llamacpp:tokens_predicted_total 400000 404500 150
        llamacpp:n_decode_total 96000 96900 150
        llamacpp:n_tokens_max 4096 4096 650
        llamacpp:predicted_tokens_seconds 300 300 10
        llamacpp:requests_processing 12 14 1
        llamacpp:requests_deferred 3 5 0
        """;

    private const string TensorRt = """
        trtllm_prompt_tokens_total{engine_type="trtllm",model_name="m"} 1000000 1012000 500
        trtllm_prompt_cached_tokens_total{engine_type="trtllm",model_name="m"} 100000 103000 0
        trtllm_generation_tokens_total{engine_type="trtllm",model_name="m"} 400000 404500 150
        trtllm_request_success_total{engine_type="trtllm",finished_reason="stop",model_name="m"} 2900 2928 1
        trtllm_request_success_total{engine_type="trtllm",finished_reason="length",model_name="m"} 300 302 0
        trtllm_num_requests_completed_total{engine_type="trtllm",model_name="m"} 3200 3230 1
        trtllm_request_error_total{engine_type="trtllm",http_code="400",model_name="m"} 7 8 0
        trtllm_num_requests_running{engine_type="trtllm",model_name="m",pid="4711"} 12 14 1
        trtllm_num_requests_waiting{engine_type="trtllm",model_name="m",pid="4711"} 3 5 0
        trtllm_kv_cache_utilization{engine_type="trtllm",model_name="m",pid="4711"} 0.42 0.47 0.01
        trtllm_iteration_latency_seconds{engine_type="trtllm",model_name="m",pid="4711"} 0.02 0.02 0.02
        """;

    private const string Triton = """
        nv_inference_request_success{model="tensorrt_llm",version="1"} 3200 3230 1
        nv_inference_request_success{model="ensemble",version="1"} 3200 3230 1
        nv_inference_request_success{model="preprocessing",version="1"} 3200 3230 1
        nv_inference_request_failure{model="tensorrt_llm",version="1"} 7 8 0
        nv_inference_request_failure{model="ensemble",version="1"} 7 8 0
        nv_inference_count{model="tensorrt_llm",version="1"} 3200 3230 1
        nv_inference_request_duration_us{model="tensorrt_llm",version="1"} 13000000000 13119500000 2000000
        nv_inference_pending_request_count{model="tensorrt_llm",version="1"} 4 6 0
        nv_trt_llm_request_metrics{model="tensorrt_llm",request_type="waiting",version="1"} 3 5 0
        nv_trt_llm_request_metrics{model="tensorrt_llm",request_type="scheduled",version="1"} 12 14 1
        nv_trt_llm_request_metrics{model="tensorrt_llm",request_type="max",version="1"} 512 512 512
        nv_trt_llm_kv_cache_block_metrics{kv_cache_block_type="fraction",model="tensorrt_llm",version="1"} 0.42 0.47 0.01
        nv_trt_llm_kv_cache_block_metrics{kv_cache_block_type="used",model="tensorrt_llm",version="1"} 2600 2900 60
        nv_llm_input_token_len_sum{model="tensorrt_llm",response_metric_type="total_input_tokens",version="1"} 1000000 1012000 500
        nv_llm_output_token_len_sum{model="tensorrt_llm",response_metric_type="total_output_tokens",version="1"} 400000 404500 150
        """;

    private const string LmDeploy = """
        lmdeploy:num_requests_running{engine="0",model_name="m"} 12 14 1
        lmdeploy:num_requests_waiting{engine="0",model_name="m"} 3 5 0
        lmdeploy:gpu_cache_usage_perc{engine="0",model_name="m"} 0.42 0.47 0.01
        lmdeploy:prompt_tokens_total{engine="0",model_name="m"} 1000000 1012000 500
        lmdeploy:generation_tokens_total{engine="0",model_name="m"} 800000 809000 300
        lmdeploy:request_generation_tokens_sum{engine="0",model_name="m"} 400000 404500 150
        lmdeploy:e2e_request_latency_seconds_count{engine="0",model_name="m"} 3200 3230 1
        """;

    private const string Nim = """
        num_requests_running{model_name="m"} 12 14 1
        num_requests_waiting{model_name="m"} 3 5 0
        gpu_cache_usage_perc{model_name="m"} 0.42 0.47 0.01
        prompt_tokens_total{model_name="m"} 1000000 1012000 500
        generation_tokens_total{model_name="m"} 400000 404500 150
        request_success_total{model_name="m"} 3200 3230 1
        request_failure_total{model_name="m"} 7 8 0
        request_finish_total{finished_reason="stop",model_name="m"} 3200 3230 1
        """;

    private const string Ray = """
        ray_vllm_num_requests_running{ReplicaId="r1",WorkerId="a",engine="0",model_name="m"} 7 8 1
        ray_vllm_num_requests_running{ReplicaId="r2",WorkerId="b",engine="0",model_name="m"} 5 6 0
        ray_vllm_num_requests_waiting{ReplicaId="r1",WorkerId="a",engine="0",model_name="m"} 3 5 0
        ray_vllm_kv_cache_usage_perc{ReplicaId="r1",WorkerId="a",engine="0",model_name="m"} 0.40 0.46 0.01
        ray_vllm_kv_cache_usage_perc{ReplicaId="r2",WorkerId="b",engine="0",model_name="m"} 0.44 0.48 0.01
        ray_vllm_prompt_tokens_total{ReplicaId="r1",WorkerId="a",engine="0",model_name="m"} 600000 607000 500
        ray_vllm_prompt_tokens_total{ReplicaId="r2",WorkerId="b",engine="0",model_name="m"} 400000 405000 0
        ray_vllm_prompt_tokens_cached_total{ReplicaId="r1",WorkerId="a",engine="0",model_name="m"} 100000 103000 0
        ray_vllm_generation_tokens_total{ReplicaId="r1",WorkerId="a",engine="0",model_name="m"} 400000 404500 150
        ray_vllm_request_success_total{ReplicaId="r1",WorkerId="a",engine="0",finished_reason="stop",model_name="m"} 3200 3230 1
        ray_vllm_request_success_total{ReplicaId="r1",WorkerId="a",engine="0",finished_reason="error",model_name="m"} 7 8 0
        """;

    private const string LiteLlm = """
        litellm_input_tokens_metric_total{api_provider="openai",end_user="ann",hashed_api_key="9a",model="m",user="u1"} 600000 607000 500
        litellm_input_tokens_metric_total{api_provider="openai",end_user="ben",hashed_api_key="9b",model="m",user="u2"} 400000 405000 0
        litellm_output_tokens_metric_total{api_provider="openai",end_user="ann",hashed_api_key="9a",model="m",user="u1"} 250000 252000 150
        litellm_output_tokens_metric_total{api_provider="openai",end_user="ben",hashed_api_key="9b",model="m",user="u2"} 150000 152500 0
        litellm_total_tokens_metric_total{api_provider="openai",end_user="ann",hashed_api_key="9a",model="m",user="u1"} 850000 859000 650
        litellm_input_tokens_metric_created{api_provider="openai",end_user="ann",hashed_api_key="9a",model="m",user="u1"} 1795360001 1795360001 1795360031
        litellm_proxy_total_requests_metric_total{api_provider="openai",client_ip="10.0.0.6",end_user="ann",requested_model="m",status_code="200"} 3200 3230 1
        litellm_proxy_total_requests_metric_total{api_provider="openai",client_ip="10.0.0.6",end_user="ann",requested_model="m",status_code="500"} 7 8 0
        litellm_proxy_failed_requests_metric_total{api_provider="openai",client_ip="10.0.0.6",end_user="ann",exception_status="500",requested_model="m"} 7 8 0
        litellm_in_flight_requests 12 14 1
        """;

    private const string GenAi = """
        gen_ai.client.token.usage_sum{gen_ai.request.model="m",gen_ai.token.type="input"} 1000000 1012000 500
        gen_ai.client.token.usage_sum{gen_ai.request.model="m",gen_ai.token.type="output"} 400000 404500 150
        gen_ai.client.token.usage_count{gen_ai.request.model="m",gen_ai.token.type="input"} 3200 3230 1
        gen_ai.client.operation.duration_count{gen_ai.request.model="m"} 3200 3230 1
        gen_ai.client.operation.duration_count{error.type="timeout",gen_ai.request.model="m"} 7 8 0
        gen_ai.server.request.duration_count{gen_ai.request.model="m"} 3200 3230 1
        gen_ai.server.request.duration_count{error.type="timeout",gen_ai.request.model="m"} 7 8 0
        """;

    private const string GenAiThroughPrometheus = """
        gen_ai_client_token_usage_sum{gen_ai_request_model="m",gen_ai_token_type="input"} 1000000 1012000 500
        gen_ai_client_token_usage_sum{gen_ai_request_model="m",gen_ai_token_type="output"} 400000 404500 150
        gen_ai_client_operation_duration_seconds_count{gen_ai_request_model="m"} 3200 3230 1
        gen_ai_client_operation_duration_seconds_count{error_type="timeout",gen_ai_request_model="m"} 7 8 0
        """;

    /// <summary>What each engine cannot say is null: TGI and LMDeploy know no cached tokens, llama.cpp no requests, LMDeploy no failures.</summary>
    public static TheoryData<string, string, double?, double?, double?, double?, double?> Engines => new()
    {
        { "vllm", Vllm, 12_000, 3_000, 4_500, 31, 1 },
        { "vllm", VllmOfOld, 12_000, null, 4_500, 31, 1 },
        { "sglang", Sglang, 12_000, 3_000, 4_500, 31, 1 },
        { "tgi", Tgi, 12_000, null, 4_500, 31, 1 },
        { "llama.cpp", LlamaCpp, 12_000, 3_000, 4_500, null, null },
        { "trtllm-serve", TensorRt, 12_000, 3_000, 4_500, 31, 1 },
        { "triton", Triton, 12_000, null, 4_500, 31, 1 },
        { "lmdeploy", LmDeploy, 12_000, null, 4_500, 30, null },
        { "nvidia-nim", Nim, 12_000, null, 4_500, 31, 1 },
        { "ray-serve-llm", Ray, 12_000, 3_000, 4_500, 31, 1 },
        { "litellm", LiteLlm, 12_000, null, 4_500, 31, 1 },
        { "otel-genai", GenAi, 12_000, null, 4_500, 31, 1 },
        { "otel-genai", GenAiThroughPrometheus, 12_000, null, 4_500, 31, 1 },
        { "ollama", LiteLlm, 12_000, null, 4_500, 31, 1 },
        { "ollama", GenAi, 12_000, null, 4_500, 31, 1 },
    };

    [Theory]
    [MemberData(nameof(Engines))]
    public void Increases_of_one_truth_are_the_same_in_every_engines_words(
        string software, string scrapes, double? prompt, double? cached, double? generated, double? requests, double? errors)
    {
        var engine = new Excerpt(scrapes, software);

        Assert.Equal(
            [prompt, cached, generated, requests, errors],
            [
                engine.Increase(Signals.PromptTokens, 0), engine.Increase(Signals.CachedPromptTokens, 0), engine.Increase(Signals.GeneratedTokens, 0),
                engine.Increase(Signals.Requests, 0), engine.Increase(Signals.Errors, 0),
            ]);
        Assert.Equal(500, engine.Increase(Signals.PromptTokens, 1));
        Assert.Equal(150, engine.Increase(Signals.GeneratedTokens, 1));
        if (requests is not null) Assert.Equal(1, engine.Increase(Signals.Requests, 1));
    }

    [Theory]
    [InlineData("vllm", Vllm, 0.47)]
    [InlineData("vllm", VllmOfOld, 0.47)]
    [InlineData("sglang", Sglang, 0.47)]
    [InlineData("tgi", Tgi, null)]
    [InlineData("llama.cpp", LlamaCpp, null)]
    [InlineData("trtllm-serve", TensorRt, 0.47)]
    [InlineData("triton", Triton, 0.47)]
    [InlineData("lmdeploy", LmDeploy, 0.47)]
    [InlineData("nvidia-nim", Nim, 0.47)]
    [InlineData("ray-serve-llm", Ray, 0.47)]
    public void Gauges_of_one_truth_are_the_same_in_every_engines_words(string software, string scrapes, double? cache)
    {
        var engine = new Excerpt(scrapes, software);

        Assert.Equal(14, engine.Value(Signals.RequestsRunning, 1));
        Assert.Equal(5, engine.Value(Signals.RequestsWaiting, 1));
        Assert.Equal(cache, engine.Value(Signals.KvCacheUsage, 1));
    }

    [Theory]
    [InlineData("vllm", Vllm)]
    [InlineData("vllm", VllmOfOld)]
    [InlineData("sglang", Sglang)]
    public void Histograms_count_what_was_observed(string software, string scrapes) =>
        Assert.Equal(30, new Excerpt(scrapes, software).Observations(Signals.TimeToFirstToken, 0));

    [Theory]
    [InlineData("vllm", Vllm)]
    [InlineData("sglang", Sglang)]
    [InlineData("tgi", Tgi)]
    [InlineData("llama.cpp", LlamaCpp)]
    [InlineData("trtllm-serve", TensorRt)]
    [InlineData("triton", Triton)]
    [InlineData("lmdeploy", LmDeploy)]
    [InlineData("ray-serve-llm", Ray)]
    [InlineData("litellm", LiteLlm)]
    [InlineData("otel-genai", GenAi)]
    public void An_engine_of_unknown_software_is_known_by_its_metrics(string software, string scrapes) =>
        Assert.Equal([software], new Excerpt(scrapes, software: null).Series.Select(series => series.Row.Software).Distinct());

    [Fact]
    public void Names_without_a_mark_tell_nothing_of_the_software() => Assert.Empty(new Excerpt(Nim, software: null).Series);

    [Fact]
    public void A_proxy_before_an_engine_is_not_counted_beside_it() =>
        Assert.Equal(12_000, new Excerpt(Vllm + "\n" + LiteLlm, "vllm").Increase(Signals.PromptTokens, 0));

    [Fact]
    public void No_person_is_found_in_what_is_kept_of_a_proxy() =>
        Assert.All(new Excerpt(LiteLlm, "litellm").Series, series => Assert.DoesNotMatch("ann|ben|u1|u2|9a|9b|10.0.0.6", series.KeptLabels));

    [Fact]
    public void Microseconds_of_Triton_become_seconds() => Assert.Equal(119.5, new Excerpt(Triton, "triton").Increase(Signals.EndToEndSeconds, 0)!.Value, 9);
}
