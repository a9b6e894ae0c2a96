using Sovereign.Analytics.Fleet;
using Sovereign.Analytics.Rollups;
using Xunit;

namespace Sovereign.Analytics.Tests.Fleet;

public sealed class JudgeTests
{
    private static readonly Intake OnTime = new() { MedianDelaySeconds = 2 };

    [Fact]
    public void An_honest_day_has_no_flag_and_everything_was_checked()
    {
        var judgement = Of(Engines.WholeDay());

        Assert.Empty(judgement.Flags);
        Assert.Empty(judgement.NotCheckable);
    }

    /// <summary>The roof is 125,000 tokens a second and a fifth may be added: 9,000,000 in a minute, 90,000 of which are computed prompts.</summary>
    [Theory]
    [InlineData(8_910_000, false)]
    [InlineData(8_910_001, true)]
    public void A_minute_above_the_roof_is_impossible(double tokens, bool isFlagged)
    {
        var judgement = Of(With(700, minute => minute with { GeneratedTokens = tokens, GpuEnergyJoules = 84_000 }));

        Assert.Equal(isFlagged ? [(FlagCodes.ImpossibleRate, (long?)Engines.Minute(700).Start)] : [], judgement.Flags.Select(flag => (flag.Code, flag.Minute)));
    }

    [Fact]
    public void A_rate_is_over_the_interval_and_not_over_the_minute() =>
        Assert.Empty(Of(With(700, minute => minute with { GeneratedTokens = 40_000_000, TokenSeconds = 300, GpuEnergyJoules = null, GpuEnergySeries = null })).Flags);

    [Fact]
    public void Tokens_of_an_interval_of_unknown_length_took_at_most_the_day()
    {
        var minutes = With(700, minute => minute with { GeneratedTokens = 1.3e10, TokenSeconds = 0 });

        Assert.Equal([FlagCodes.ImpossibleRate], Of(minutes).Flags.Select(flag => flag.Code));
    }

    [Fact]
    public void Prompts_count_only_where_it_is_known_what_was_computed() => Assert.Empty(
        Of(With(700, minute => minute with { PromptTokens = 9_900_000, CachedPromptTokens = null })).Flags);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void What_is_no_number_is_impossible_even_without_a_roof(double tokens)
    {
        var minutes = With(700, minute => minute with { GeneratedTokens = tokens });

        Assert.Contains(FlagCodes.ImpossibleRate, Of(minutes, Engines.Facts with { PeakFlopPerSecond = null }).Flags.Select(flag => flag.Code));
    }

    [Fact]
    public void A_utilisation_above_one_is_impossible() =>
        Assert.Equal([FlagCodes.ImpossibleRate], Of(With(5, minute => minute with { Utilisation = 1.01 })).Flags.Select(flag => flag.Code));

    /// <summary>150,000 computed tokens; the accelerators compute 89.286 for a joule, and twice that passes.</summary>
    [Theory]
    [InlineData(840.001, false)]
    [InlineData(839.999, true)]
    [InlineData(0, true)]
    [InlineData(100_800, false)]
    [InlineData(100_801, true)]
    public void Joules_have_bounds_below_and_above(double joules, bool isFlagged)
    {
        var judgement = Of(With(700, minute => minute with { GeneratedTokens = 60_000, GpuEnergyJoules = joules }));

        Assert.Equal(isFlagged ? [FlagCodes.ImpossibleEfficiency] : [], judgement.Flags.Select(flag => flag.Code));
    }

    [Theory]
    [InlineData(72_000, false)]
    [InlineData(72_001, true)]
    public void The_host_has_a_bound_too(double joules, bool isFlagged) =>
        Assert.Equal(isFlagged, Of(With(700, minute => minute with { HostEnergyJoules = joules })).Flags.Any(flag => flag.Code == FlagCodes.ImpossibleEfficiency));

    /// <summary>One accelerator was seen for a minute and the other for five seconds: 45,500 J are no 9,100 W.</summary>
    [Fact]
    public void Power_is_over_the_longest_interval() => Assert.Empty(
        Of(With(700, minute => minute with { GpuEnergyJoules = 45_500, GpuEnergySeconds = 5, GpuEnergyLongestSeconds = 60 })).Flags);

    [Fact]
    public void Tokens_without_joules_are_impossible_on_a_processor_too()
    {
        var facts = Engines.Facts with { DeviceClass = DeviceClass.Cpu, Boundary = EnergyBoundary.Node, PeakFlopPerSecond = null };
        var minutes = Engines.WholeDay().Select(minute => minute with { GpuEnergyJoules = null, GpuEnergySeries = null, HostEnergyJoules = 0 }).ToArray();

        Assert.Equal([FlagCodes.ImpossibleEfficiency], Of(minutes, facts).Flags.Select(flag => flag.Code));
    }

    [Fact]
    public void A_reset_to_a_value_that_cannot_have_been_counted_since_is_a_replay()
    {
        var minutes = With(700, minute => minute with { GeneratedTokens = 5e8, GpuEnergyJoules = 84_000, Resets = 1 });

        Assert.Contains(FlagCodes.ReplayedCounter, Of(minutes).Flags.Select(flag => flag.Code));
    }

    [Fact]
    public void An_engine_that_really_restarted_is_no_replay() => Assert.Empty(Of(With(700, minute => minute with { Resets = 1 })).Flags);

    [Fact]
    public void A_repetition_among_the_minutes_is_a_replay()
    {
        var minutes = Engines.WholeDay();
        for (var i = 0; i < 10; i++)
            minutes[900 + i] = minutes[300 + i] with { Start = minutes[900 + i].Start };

        Assert.Equal([(FlagCodes.ReplayedCounter, (long?)minutes[900].Start)], Of(minutes).Flags.Select(flag => (flag.Code, flag.Minute)));
    }

    [Fact]
    public void A_repetition_found_among_the_readings_is_a_replay() => Assert.Equal(
        [FlagCodes.ReplayedCounter], Of(Engines.WholeDay(), intake: OnTime with { Repeated = new(Engines.Day, Engines.Day + 5) }).Flags.Select(flag => flag.Code));

    /// <summary>144 minutes are a tenth of the day.</summary>
    [Theory]
    [InlineData(144, false)]
    [InlineData(145, true)]
    public void Hours_that_are_not_reported_are_seen(int without, bool isFlagged)
    {
        var judgement = Of([.. Engines.WholeDay().Skip(without)]);

        Assert.Equal(isFlagged ? [FlagCodes.SelectiveReporting] : [], judgement.Flags.Select(flag => flag.Code));
    }

    [Fact]
    public void A_planned_outage_is_no_selection()
    {
        PlannedOutage[] planned = [new(Engines.Day, Engines.Day + 300 * BucketLength.Minute)];
        EngineMinute[] minutes = [.. Engines.WholeDay().Skip(300)];

        Assert.Empty(Judge.Of(EngineDay.From(Engines.Facts, Engines.Day, minutes, planned), minutes, OnTime, planned).Flags);
    }

    /// <summary>72 minutes are a twentieth of the day.</summary>
    [Theory]
    [InlineData(72, false)]
    [InlineData(73, true)]
    public void Energy_withheld_while_tokens_flow_is_seen(int without, bool isFlagged)
    {
        var minutes = Engines.WholeDay()
            .Select((minute, i) => i % 19 == 3 && i / 19 < without ? minute with { GpuEnergyJoules = null, GpuEnergySeries = null, GpuEnergySeconds = 0 } : minute)
            .ToArray();

        Assert.Equal(isFlagged ? [FlagCodes.SelectiveReporting] : [], Of(minutes).Flags.Select(flag => flag.Code));
    }

    [Fact]
    public void The_energy_of_half_the_accelerators_is_withheld_energy()
    {
        var minutes = Engines.WholeDay().Select((minute, i) => i < 100 ? minute with { GpuEnergySeries = 1, GpuEnergyJoules = 30_000 } : minute).ToArray();

        Assert.Equal([FlagCodes.SelectiveReporting], Of(minutes).Flags.Select(flag => flag.Code));
    }

    [Fact]
    public void Energy_read_every_five_minutes_is_not_withheld()
    {
        var minutes = Engines.WholeDay()
            .Select((minute, i) => i % 5 == 4
                ? minute with { GpuEnergyJoules = 300_000, GpuEnergySeconds = 300, GpuEnergyLongestSeconds = 300 }
                : minute with { GpuEnergyJoules = null, GpuEnergySeries = null, GpuEnergySeconds = 0 })
            .ToArray();

        Assert.Empty(Of(minutes).Flags);
    }

    [Fact]
    public void An_engine_that_never_reports_energy_withholds_none_in_bad_minutes()
    {
        var minutes = Engines.WholeDay().Select(minute => minute with { GpuEnergyJoules = null, GpuEnergySeries = null, GpuEnergySeconds = 0 }).ToArray();
        var judgement = Of(minutes);

        Assert.Empty(judgement.Flags);
        Assert.Equal([FlagCodes.ImpossibleEfficiency], judgement.NotCheckable);
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    [InlineData(-61, true)]
    public void A_clock_may_be_a_minute_off(double delay, bool isFlagged) => Assert.Equal(
        isFlagged ? [FlagCodes.ClockSkew] : [], Of(Engines.WholeDay(), intake: new() { MedianDelaySeconds = delay }).Flags.Select(flag => flag.Code));

    [Fact]
    public void What_lacks_a_fact_is_not_checkable_and_flags_nothing()
    {
        var judgement = Of(With(700, minute => minute with { GeneratedTokens = 1e12 }), Engines.Facts with { PeakFlopPerSecond = null }, Intake.Unknown);

        Assert.Empty(judgement.Flags);
        Assert.Equal([FlagCodes.ImpossibleRate, FlagCodes.ImpossibleEfficiency, FlagCodes.ClockSkew], judgement.NotCheckable);
    }

    [Fact]
    public void Every_code_has_its_sentence() =>
        Assert.Equal(typeof(FlagCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(), FlagCodes.All.Keys.Order());

    private static EngineMinute[] With(int index, Func<EngineMinute, EngineMinute> change)
    {
        var minutes = Engines.WholeDay();
        minutes[index] = change(minutes[index]);
        return minutes;
    }

    private static Judgement Of(EngineMinute[] minutes, EngineFacts? facts = null, Intake? intake = null) =>
        Judge.Of(Engines.DayOf(facts ?? Engines.Facts, minutes), minutes, intake ?? OnTime);
}
