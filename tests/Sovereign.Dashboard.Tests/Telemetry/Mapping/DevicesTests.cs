using Sovereign.Dashboard.Telemetry.Mapping;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Mapping;

/// <summary>What exporters for GPUs and hosts report beside an engine: each in a unit of its own, several of them about the same device.</summary>
public sealed class DevicesTests
{
    private const string Dcgm = """
        DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{DCGM_FI_DRIVER_VERSION="580",Hostname="n1",UUID="GPU-a",gpu="0",pod="p"} 5000000000 5004728847 9500
        DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{DCGM_FI_DRIVER_VERSION="580",Hostname="n1",UUID="GPU-b",gpu="1",pod="p"} 5000000000 5004499280 9000
        DCGM_FI_DEV_POWER_USAGE{Hostname="n1",UUID="GPU-a",gpu="0"} 310 318 95
        DCGM_FI_DEV_POWER_USAGE{Hostname="n1",UUID="GPU-b",gpu="1"} 300 302 95
        DCGM_FI_DEV_GPU_UTIL{Hostname="n1",UUID="GPU-a",gpu="0"} 88 90 1
        DCGM_FI_DEV_GPU_UTIL{Hostname="n1",UUID="GPU-b",gpu="1"} 80 84 1
        DCGM_FI_DEV_FB_USED{Hostname="n1",UUID="GPU-a",gpu="0"} 70912 70912 500
        """;

    private const string Triton = """
        nv_energy_consumption{gpu_uuid="GPU-a"} 5000000 5004728.847 9.5
        nv_energy_consumption{gpu_uuid="GPU-b"} 5000000 5004499.28 9
        nv_gpu_utilization{gpu_uuid="GPU-a"} 0.88 0.9 0.01
        nv_gpu_utilization{gpu_uuid="GPU-b"} 0.80 0.84 0.01
        """;

    [Theory]
    [InlineData(Dcgm)]
    [InlineData(Triton)]
    [InlineData(Dcgm + "\n" + Triton)]
    public void Energy_of_two_GPUs_is_in_joules_and_counted_once(string scrapes)
    {
        var engine = new Excerpt(scrapes, "triton");

        Assert.Equal(9_228.127, engine.Increase(Signals.GpuEnergy, 0)!.Value, 6);
        Assert.Equal(0.87, engine.Value(Signals.GpuUtilisation, 1)!.Value, 9);
    }

    [Fact]
    public void A_divided_GPU_repeats_its_energy_on_each_instance()
    {
        var gpu = new Excerpt(
            """
            DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{GPU_I_ID="7",GPU_I_PROFILE="1g.10gb",UUID="GPU-a"} 1000000 1500000 0
            DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{GPU_I_ID="8",GPU_I_PROFILE="1g.10gb",UUID="GPU-a"} 1000000 1500000 0
            DCGM_FI_DEV_FB_USED{GPU_I_ID="7",UUID="GPU-a"} 100 100 0
            DCGM_FI_DEV_FB_USED{GPU_I_ID="8",UUID="GPU-a"} 200 200 0
            """,
            "vllm");

        Assert.Equal(500, gpu.Increase(Signals.GpuEnergy, 0));
        Assert.Equal(300 * 1_048_576d, gpu.Value(Signals.GpuMemoryUsed, 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("amd_")]
    public void Energy_that_AMD_declares_a_gauge_counts_microjoules(string prefix)
    {
        var gpu = new Excerpt(
            $$"""
            {{prefix}}gpu_energy_consumed{gpu_id="0",hostname="n1",job_user="ann"} 91000000000000 91004728847000 1
            {{prefix}}gpu_power_usage{gpu_id="0",hostname="n1"} 310 318 90
            {{prefix}}gpu_package_power{gpu_id="0",hostname="n1"} 310 318 90
            {{prefix}}gpu_gfx_activity{gpu_id="0",hostname="n1"} 88 90 1
            {{prefix}}gpu_nodes_total{hostname="n1"} 1 1 1
            """,
            "vllm");

        Assert.Equal(4_728.847, gpu.Increase(Signals.GpuEnergy, 0)!.Value, 6);
        Assert.Equal(318, gpu.Value(Signals.GpuPower, 1));
        Assert.Equal(0.9, gpu.Value(Signals.GpuUtilisation, 1)!.Value, 9);
        Assert.Equal(1, gpu.Value(Signals.GpuCount, 1));
        Assert.All(gpu.Series, series => Assert.DoesNotContain("ann", series.KeptLabels, StringComparison.Ordinal));
    }

    [Fact]
    public void Package_and_memory_add_up_and_core_does_not() => Assert.Equal(
        330,
        new Excerpt(
            """
            node_rapl_package_joules_total{index="0",path="p0"} 1000 1200 1
            node_rapl_package_joules_total{index="1",path="p1"} 1000 1100 1
            node_rapl_dram_joules_total{index="0",path="p0:0"} 100 130 1
            node_rapl_core_joules_total{index="0",path="p0:1"} 500 650 1
            """,
            "vllm").Increase(Signals.HostEnergy, 0));

    [Fact]
    public void Zones_told_by_a_label_follow_the_same_rule() => Assert.Equal(
        230,
        new Excerpt(
            """
            node_rapl_joules_total{index="0",path="p0",rapl_zone="package"} 1000 1200 1
            node_rapl_joules_total{index="0",path="p0:0",rapl_zone="dram"} 100 130 1
            node_rapl_joules_total{index="0",path="p0:1",rapl_zone="core"} 500 650 1
            """,
            "vllm").Increase(Signals.HostEnergy, 0));

    [Fact]
    public void A_counter_of_the_whole_platform_stands_alone() => Assert.Equal(
        400,
        new Excerpt(
            """
            kepler_node_cpu_joules_total{node_name="n1",path="a",zone="psys"} 1000 1400 1
            kepler_node_cpu_joules_total{node_name="n1",path="b",zone="package"} 1000 1200 1
            kepler_node_cpu_joules_total{node_name="n1",path="c",zone="dram"} 100 130 1
            node_rapl_package_joules_total{index="0",path="p0"} 1000 1200 1
            """,
            "vllm").Increase(Signals.HostEnergy, 0));

    [Fact]
    public void Kepler_and_node_exporter_read_the_same_counters_and_are_not_added() => Assert.Equal(
        230,
        new Excerpt(
            """
            kepler_node_cpu_joules_total{node_name="n1",path="b",zone="package"} 1000 1200 1
            kepler_node_cpu_joules_total{node_name="n1",path="c",zone="dram"} 100 130 1
            kepler_node_cpu_joules_total{node_name="n1",path="d",zone="core"} 500 650 1
            node_rapl_package_joules_total{index="0",path="p0"} 1000 1200 1
            node_rapl_dram_joules_total{index="0",path="p0:0"} 100 130 1
            """,
            "vllm").Increase(Signals.HostEnergy, 0));

    [Fact]
    public void The_servers_own_meter_goes_before_the_processors()
    {
        var host = new Excerpt(
            """
            kepler_platform_watts{chassis_id="1",node_name="n1",power_control_name="Server Power Control"} 1400 1437 900
            kepler_platform_watts{chassis_id="1",node_name="n1",power_control_name="GPU Tray"} 700 710 300
            kepler_node_cpu_watts{node_name="n1",path="b",zone="package"} 200 212 90
            node_hwmon_power_watt{chip="ina226",sensor="power1"} 31 31 31
            """,
            "vllm");

        Assert.Equal(1_437, host.Value(Signals.HostPower, 1));
    }
}
