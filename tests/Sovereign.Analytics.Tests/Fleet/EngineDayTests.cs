using Sovereign.Analytics.Fleet;
using Xunit;

namespace Sovereign.Analytics.Tests.Fleet;

/// <summary>The figures of one engine's day, worked by hand.</summary>
public sealed class EngineDayTests
{
    /// <summary>The two accelerators and the vLLM engine of the samples (expected.json): 4,728.847 + 4,499.28 J and 4,500 tokens; the host is left out there.</summary>
    private static readonly EngineMinute Sample = new(Engines.Day)
    {
        GeneratedTokens = 4500,
        GpuEnergyJoules = 4728.847 + 4499.28,
        GpuEnergySeries = 2,
        HostEnergyJoules = 0,
        TokenSeconds = 60,
        GpuEnergySeconds = 60,
        HostEnergySeconds = 60,
    };

    [Fact]
    public void Tokens_per_joule_are_those_of_the_samples() =>
        Assert.Equal(0.48763958276690383, Value(FleetKpis.TokensPerJoule, Engines.Facts, Sample), 1e-15);

    [Fact]
    public void Cost_of_energy_is_that_of_the_samples() =>
        Assert.Equal(0.08886344518518519, Value(FleetKpis.EnergyCost, Engines.Facts with { Boundary = EnergyBoundary.Facility }, Sample), 1e-15);

    [Theory]
    [InlineData(EnergyBoundary.Gpu, 60_000)]
    [InlineData(EnergyBoundary.Node, 72_000)]
    [InlineData(EnergyBoundary.Facility, 93_600)]
    public void Joules_are_those_within_the_boundary(EnergyBoundary boundary, double joules)
    {
        var joined = Engines.DayOf(Engines.Facts with { Boundary = boundary }, Engines.Minute(0)).Joined!;

        Assert.Equal((boundary, joules, 60_000), (joined.Boundary, joined.Joules, joined.Tokens));
    }

    [Fact]
    public void Without_a_boundary_there_is_no_figure_of_joules()
    {
        var day = Engines.DayOf(Engines.Facts with { Boundary = null }, Engines.Minute(0));

        Assert.All(FleetKpis.All.Where(kpi => kpi.HasBoundary), kpi => Assert.Equal(FleetReason.BoundaryMissing, kpi.Of(day).Missing));
    }

    [Fact]
    public void Without_the_buildings_factor_there_are_no_joules_of_the_building() => Assert.Equal(
        FleetReason.EffectivenessMissing,
        Missing(FleetKpis.TokensPerJoule, Engines.Facts with { Boundary = EnergyBoundary.Facility, PowerUsageEffectiveness = null }, Engines.Minute(0)));

    [Fact]
    public void Without_the_hosts_joules_there_are_none_of_the_node() => Assert.Equal(
        FleetReason.EnergyMissing,
        Missing(FleetKpis.TokensPerJoule, Engines.Facts with { Boundary = EnergyBoundary.Node }, Engines.Minute(0) with { HostEnergyJoules = null }));

    [Fact]
    public void An_engine_without_accelerators_has_its_hosts_joules()
    {
        var facts = Engines.Facts with { DeviceClass = DeviceClass.Cpu, Boundary = EnergyBoundary.Node };
        var minute = Engines.Minute(0) with { GpuEnergyJoules = null, GpuEnergySeries = null, GpuEnergySeconds = 0 };

        Assert.Equal(5, Value(FleetKpis.TokensPerJoule, facts, minute));
        Assert.Equal(FleetReason.EnergyMissing, Missing(FleetKpis.TokensPerJoule, facts with { DeviceClass = DeviceClass.Gpu }, minute));
    }

    [Fact]
    public void The_joules_of_half_the_accelerators_are_not_those_of_the_engine() => Assert.Equal(
        FleetReason.EnergyMissing, Missing(FleetKpis.TokensPerJoule, Engines.Facts, Engines.Minute(0) with { GpuEnergySeries = 1 }));

    [Theory]
    [InlineData(60, 60, true)]
    [InlineData(54, 60, true)]
    [InlineData(53.9, 60, false)]
    [InlineData(60, 53.9, false)]
    [InlineData(300, 300, true)]
    [InlineData(300, 60, false)]
    [InlineData(60, 67, false)]
    public void Only_tokens_and_joules_of_the_same_time_are_compared(double tokenSeconds, double energySeconds, bool isJoined)
    {
        var minute = Engines.Minute(0) with { TokenSeconds = tokenSeconds, GpuEnergySeconds = energySeconds };

        Assert.Equal(isJoined, Engines.DayOf(Engines.Facts, minute).Joined is not null);
    }

    /// <summary>The second minute has joules and no tokens' seconds, the third tokens and no joules: neither counts in the ratio.</summary>
    [Fact]
    public void Tokens_per_joule_are_of_joined_minutes_alone()
    {
        var day = Engines.DayOf(
            Engines.Facts,
            Engines.Minute(0),
            Engines.Minute(1) with { GeneratedTokens = null, TokenSeconds = 0 },
            Engines.Minute(2) with { GpuEnergyJoules = null, GpuEnergySeconds = 0 },
            Engines.Minute(3) with { GpuEnergyJoules = 30_000, GpuEnergyProvenance = EnergyProvenance.Derived });

        Assert.Equal((2, 120_000, 90_000, null, EnergyProvenance.Derived), (day.Joined!.Minutes, day.Joined.Tokens, day.Joined.Joules, day.Joined.Characters, day.Joined.Provenance));
        Assert.Equal(180_000, day.GeneratedTokens);
    }

    [Fact]
    public void Joules_per_thousand_characters_need_characters()
    {
        Assert.Equal(250, Value(FleetKpis.JoulesPerThousandCharacters, Engines.Facts, Engines.Minute(0) with { GeneratedCharacters = 240_000 }));
        Assert.Equal(FleetReason.CharactersMissing, Missing(FleetKpis.JoulesPerThousandCharacters, Engines.Facts, Engines.Minute(0)));
    }

    /// <summary>
    /// 60,000 J for 60,000 tokens: Hindi, cut finer, makes 30,000 tokens of 60,000 characters, English 20,000 tokens of 80,000; 10,000 are of no language.
    /// </summary>
    [Fact]
    public void A_language_bears_the_joules_of_its_tokens()
    {
        var minute = Engines.Minute(0) with
        {
            GeneratedCharacters = 180_000,
            ByLanguage = new Dictionary<string, LanguageSums> { ["hi"] = new(30_000, 60_000), ["en"] = new(20_000, 80_000) },
        };

        var languages = FleetKpis.JoulesPerThousandCharacters.ByLanguage!(Engines.DayOf(Engines.Facts, minute, Engines.Minute(1))).ToDictionary();

        Assert.Equal((500, 250), (languages["hi"].Value, languages["en"].Value));
        Assert.Equal(2, languages.Count);
    }

    [Fact]
    public void What_is_counted_by_language_beyond_all_tokens_bears_no_more_than_all_joules()
    {
        var minute = Engines.Minute(0) with { GeneratedCharacters = 1000, ByLanguage = new Dictionary<string, LanguageSums> { ["hi"] = new(90_000, 1000), ["en"] = new(30_000, 1000) } };

        Assert.Equal(60_000, Engines.DayOf(Engines.Facts, minute).Joined!.ByLanguage.Values.Sum(language => language.Joules), 1e-6);
    }

    [Theory]
    [InlineData("hi-Deva-IN", "hi")]
    [InlineData("EN", "en")]
    [InlineData("kok_IN", "kok")]
    [InlineData("und", "")]
    [InlineData("Hindi", "")]
    [InlineData("x", "")]
    [InlineData("<b>", "")]
    [InlineData("", "")]
    public void A_language_is_the_first_subtag_or_none(string tag, string language) => Assert.Equal(language, LanguageTag.Language(tag));

    /// <summary>60,000 tokens in 60 s on two accelerators, of which the benchmark made 2,000 a second each.</summary>
    [Fact]
    public void Field_efficiency_is_held_against_the_published_benchmark()
    {
        Assert.Equal(0.25, Value(FleetKpis.FieldEfficiency, Engines.Facts with { BenchmarkTokensPerAcceleratorSecond = 2000 }, Engines.Minute(0)), 1e-15);
        Assert.Equal(FleetReason.BenchmarkMissing, Missing(FleetKpis.FieldEfficiency, Engines.Facts, Engines.Minute(0)));
    }

    /// <summary>2 × 8·10⁹ × (90,000 + 60,000) FLOP of 2 × 10¹⁵ × 60.</summary>
    [Fact]
    public void Model_flop_utilisation_counts_what_was_computed() =>
        Assert.Equal(0.02, Value(FleetKpis.ModelFlopUtilisation, Engines.Facts, Engines.Minute(0)), 1e-15);

    /// <summary>1,200 steps that each read 16·10⁹ bytes, of 2 × 3·10¹² × 60.</summary>
    [Fact]
    public void Model_bandwidth_utilisation_counts_the_weights_once_for_each_step() =>
        Assert.Equal(1.92e13 / 3.6e14, Value(FleetKpis.ModelBandwidthUtilisation, Engines.Facts, Engines.Minute(0)), 1e-15);

    [Fact]
    public void While_tokens_come_at_least_one_request_runs()
    {
        var minute = Engines.Minute(0) with { GeneratedTokens = 600, MeanBatch = 0.2 };

        Assert.Equal(600 * 1.6e10 / 3.6e14, Value(FleetKpis.ModelBandwidthUtilisation, Engines.Facts, minute), 1e-15);
        Assert.Equal(FleetReason.BatchMissing, Missing(FleetKpis.ModelBandwidthUtilisation, Engines.Facts, minute with { MeanBatch = null }));
    }

    [Fact]
    public void What_was_cached_must_be_known_before_what_was_computed_is() => Assert.Equal(
        FleetReason.ComputedTokensMissing, Missing(FleetKpis.ModelFlopUtilisation, Engines.Facts, Engines.Minute(0) with { CachedPromptTokens = null }));

    [Fact]
    public void Missing_facts_are_named_and_never_zero()
    {
        var bare = new EngineFacts("engine-1", "site-1", "operator-1", "IND");
        var day = Engines.DayOf(bare, Engines.Minute(0));

        Assert.Equal(
            new (string, string?)[]
            {
                ("tokens-per-second", null), ("tokens-per-joule", "boundary-missing"), ("joules-per-token", "boundary-missing"),
                ("energy-cost", "boundary-missing"), ("joules-per-1000-characters", "boundary-missing"), ("utilisation", "accelerators-missing"), ("availability", null), ("error-rate", null),
                ("model-flop-utilisation", "parameters-missing"), ("model-bandwidth-utilisation", "parameters-missing"),
                ("tokens-per-accelerator-second", "accelerators-missing"), ("field-efficiency", "benchmark-missing"), ("share-on-cpu-and-edge", "device-class-missing"),
            },
            FleetKpis.All.Select(kpi => (kpi.Code, kpi.Of(day).Missing)));
    }

    [Fact]
    public void A_day_without_readings_has_no_figures_but_was_not_available()
    {
        var day = Engines.DayOf(Engines.Facts);

        Assert.Equal(["availability"], FleetKpis.All.Where(kpi => kpi.Of(day).Missing is null).Select(kpi => kpi.Code));
        Assert.Equal(0, FleetKpis.Availability.Of(day).Value);
    }

    [Fact]
    public void Other_figures_of_a_minute()
    {
        var day = Engines.DayOf(Engines.Facts, Engines.Minute(0), Engines.Minute(1) with { Utilisation = 0.6 });

        Assert.Equal(1000, day.TokensPerSecond);
        Assert.Equal(120_000 / 86_400.0, FleetKpis.TokensPerSecond.Of(day).Value);
        Assert.Equal(500, FleetKpis.TokensPerAcceleratorSecond.Of(day).Value);
        Assert.Equal(0.7, FleetKpis.Utilisation.Of(day).Value!.Value, 1e-15);
        Assert.Equal(0.02, FleetKpis.ErrorRate.Of(day).Value);
        Assert.Equal(0, FleetKpis.ShareOnCpuAndEdge.Of(day).Value);
        Assert.Equal(120 / 86_400.0, FleetKpis.Availability.Of(day).Value);
    }

    /// <summary>Up from 00:00 to 12:00 and expected but from 06:30:30 to 18:30:30, stated in two outages that overlap.</summary>
    [Fact]
    public void Planned_outages_are_not_expected()
    {
        var minutes = Enumerable.Range(0, 720).Select(Engines.Minute).ToArray();
        PlannedOutage[] planned = [new(At(9 * 3600), At(66_630)), new(At(23_430), At(10 * 3600))];

        var day = EngineDay.From(Engines.Facts, Engines.Day, minutes, planned);

        Assert.Equal((43_200, 23_430, 23_430, 43_200), (day.ExpectedSeconds, day.UpSeconds, day.ExpectedTokenSeconds, day.TokenSeconds));
    }

    [Fact]
    public void An_engine_read_every_five_minutes_is_covered_all_the_time()
    {
        var minutes = Enumerable.Range(0, 288).Select(i => Engines.Minute(i * 5 + 4) with { TokenSeconds = 300, UpSeconds = 300 }).ToArray();

        var day = Engines.DayOf(Engines.Facts, minutes);

        Assert.Equal((86_400, 86_400, 1), (day.TokenSeconds, day.UpSeconds, day.TokenCoverage));
    }

    [Fact]
    public void Minutes_of_another_day_or_out_of_order_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Engines.DayOf(Engines.Facts, Engines.Minute(1440)));
        Assert.Throws<ArgumentException>(() => Engines.DayOf(Engines.Facts, Engines.Minute(3), Engines.Minute(3)));
        Assert.Throws<ArgumentException>(() => EngineDay.From(Engines.Facts, Engines.Day + 1, []));
    }

    [Fact]
    public void Every_reason_has_its_sentence() =>
        Assert.Equal(
            typeof(FleetReason).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(), FleetReason.All.Keys.Order());

    private static long At(int seconds) => Engines.Day + seconds * 1000L;

    private static double Value(FleetKpi kpi, EngineFacts facts, EngineMinute minute) => kpi.Of(Engines.DayOf(facts, minute)).Value!.Value;

    private static string? Missing(FleetKpi kpi, EngineFacts facts, EngineMinute minute) => kpi.Of(Engines.DayOf(facts, minute)).Missing;
}
