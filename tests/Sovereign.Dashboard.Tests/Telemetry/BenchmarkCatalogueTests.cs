using Sovereign.Dashboard.Telemetry.Benchmarks;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry;

public sealed class BenchmarkCatalogueTests
{
    private const string Header = "code,model,model_parts,hardware,hardware_parts,accelerators,precision,software,tokens_per_second,submitter,round,url,note";

    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "NVIDIA L40S", "mlperf-5.1-llama3.1-8b-l40s-48gb-x1-redhat")]
    [InlineData("llama3.1:8b", "H100 SXM 80GB", "mlperf-5.1-llama3.1-8b-h100-sxm-80gb-x1-redhat")]
    [InlineData("Llama-2-70b-chat-hf", "NVIDIA GB200", "mlperf-5.1-llama2-70b-gb200-x4-azure")]
    [InlineData("LLAMA 2 70B", "b200", "mlperf-5.1-llama2-70b-b200-sxm-180gb-x8-lenovo")]
    [InlineData("Llama-2-70b", "AMD MI300X", "mlperf-5.1-llama2-70b-mi300x-192gb-x8-mangoboost")]
    [InlineData("mistralai/Mixtral-8x7B-v0.1", "H200-SXM-141GB", "mlperf-5.1-mixtral-8x7b-h200-sxm-141gb-x8-hpe")]
    public void An_engine_is_held_against_its_model_and_hardware(string model, string hardware, string code) =>
        Assert.Equal(code, BenchmarkCatalogue.Default.Find(model, hardware)?.Code);

    [Theory]
    [InlineData("Llama-3.2-70b", "H100 SXM")]
    [InlineData("Llama-3.1-8B", "H100 PCIe")]
    [InlineData("Llama-3.1-80B", "H100 SXM")]
    [InlineData("CodeLlama-2-70b", "H100 SXM")]
    [InlineData("Llama-3.1-8B", "GH200 SXM")]
    [InlineData(null, "H100 SXM")]
    public void Another_model_or_other_hardware_is_not_held_against_it(string? model, string hardware) => Assert.Null(BenchmarkCatalogue.Default.Find(model, hardware));

    [Fact]
    public void Of_several_the_one_that_got_most_out_of_an_accelerator_counts()
    {
        using var text = new StringReader($"{Header}\na,M,m 1,H,h 1,8,,,800,S,v1,https://a.test/,\nb,M,m 1,H,h 1,1,,,150,S,v1,https://b.test/,\n");
        Assert.Equal(("b", 150), BenchmarkCatalogue.Read(text).Find("m1", "H-1") is { } found ? (found.Code, found.TokensPerAcceleratorSecond) : default);
    }

    [Theory]
    [InlineData("a,M,m,H,h,0,,,800,S,v1,https://a.test/,")]
    [InlineData("a,M,m,H,h,8,,,,S,v1,https://a.test/,")]
    [InlineData("a,M,m,H,h,8,,,800,S,v1,,")]
    public void What_has_no_figure_or_no_source_is_refused(string row)
    {
        using var text = new StringReader($"{Header}\n{row}\n");
        Assert.Throws<InvalidDataException>(() => BenchmarkCatalogue.Read(text));
    }
}
