using CsCheck;
using Sovereign.Analytics.Fleet;
using Xunit;

namespace Sovereign.Analytics.Tests.Fleet;

public sealed class NationDayTests
{
    private static readonly Judgement Clean = new([], []);

    /// <summary>6,000 tokens of 4,000 J; the mean of 1, 4 and 1.2 would be 2.07.</summary>
    [Fact]
    public void Ratios_are_of_sums()
    {
        var figure = Of(Report(0, 1000, 1000), Report(1, 2000, 500), Report(2, 3000, 2500)).Total(FleetKpis.TokensPerJoule, EnergyBoundary.Gpu)!;

        Assert.Equal((6000, 4000, 1.5), (figure.Ratio.Numerator, figure.Ratio.Denominator, figure.Ratio.Value));
        Assert.Equal((3, 3), (figure.Engines, figure.Operators));
    }

    [Fact]
    public void Joules_of_different_boundaries_are_never_added()
    {
        var nation = Of(Report(0, 1000, 1000), Report(1, 2000, 500, facts => facts with { Boundary = EnergyBoundary.Node }));

        Assert.Equal(1, nation.Total(FleetKpis.TokensPerJoule, EnergyBoundary.Gpu)!.Ratio.Value);
        Assert.Equal(2000 / 500.0, nation.Total(FleetKpis.TokensPerJoule, EnergyBoundary.Node)!.Ratio.Value);
        Assert.Null(nation.Total(FleetKpis.TokensPerJoule, EnergyBoundary.Facility));
        Assert.Null(nation.Total(FleetKpis.TokensPerJoule));
    }

    [Fact]
    public void An_engine_without_a_boundary_is_said_to_lack_one()
    {
        var figure = Of(Report(0, 1000, 1000), Report(1, 2000, 500, facts => facts with { Boundary = null })).Total(FleetKpis.TokensPerJoule, EnergyBoundary.Gpu)!;

        Assert.Equal((1, 1), (figure.Engines, Assert.Single(figure.Missing).Value));
        Assert.Equal(FleetReason.BoundaryMissing, Assert.Single(figure.Missing).Key);
    }

    [Fact]
    public void Tokens_per_second_share_the_days_seconds()
    {
        var figure = Of(Report(0, 86_400, 1000), Report(1, 172_800, 500)).Total(FleetKpis.TokensPerSecond)!;

        Assert.Equal((3, 86_400), (figure.Ratio.Value, figure.Ratio.Denominator));
    }

    [Fact]
    public void Utilisation_is_weighted_by_accelerators()
    {
        var nation = Of(
            Report(0, 1000, 1000, facts => facts with { Accelerators = 6 }, minute => minute with { Utilisation = 0.5, GpuEnergySeries = 6 }),
            Report(1, 1000, 1000, minute: minute => minute with { Utilisation = 0.9 }));

        Assert.Equal((6 * 0.5 + 2 * 0.9) / 8, nation.Total(FleetKpis.Utilisation)!.Ratio.Value!.Value, 1e-15);
    }

    [Fact]
    public void The_share_on_processors_and_at_the_edge_is_of_tokens()
    {
        var nation = Of(
            Report(0, 700, 1000), Report(1, 200, 1000, facts => facts with { DeviceClass = DeviceClass.Cpu }),
            Report(2, 100, 1000, facts => facts with { DeviceClass = DeviceClass.Edge }));

        Assert.Equal(0.3, nation.Total(FleetKpis.ShareOnCpuAndEdge)!.Ratio.Value);
    }

    /// <summary>Five operators tell Hindi and English, a sixth tells no language: what it adds is the total less the languages, so a language goes with it.</summary>
    [Fact]
    public void A_language_is_withheld_where_the_rest_could_be_computed_from_it()
    {
        var telling = Enumerable.Range(0, 5).Select(i => Report(i, 1000, 1000, minute: minute => minute with
        {
            GeneratedCharacters = 3000,
            ByLanguage = new Dictionary<string, LanguageSums> { ["hi"] = new(600, 1000), ["en"] = new(400, 2000) },
        })).ToArray();
        var silent = Report(5, 1000, 1000, minute: minute => minute with { GeneratedCharacters = 3000 });

        var open = Languages(Of(telling));
        Assert.Equal(["en", "hi"], open.Select(figure => figure.Language));
        Assert.All(open, figure => Assert.True(figure.IsFree));
        Assert.Equal((200, 600), (open[0].Ratio.Value, open[1].Ratio.Value));

        var closed = Languages(Of([.. telling, silent]));
        Assert.Equal(["", "en", "hi"], closed.Select(figure => figure.Language));
        Assert.Equal([false, false, true], closed.Select(figure => figure.IsFree));

        static NationFigure[] Languages(NationDay nation) =>
            [.. nation.Figures.Where(figure => figure.Kpi == FleetKpis.JoulesPerThousandCharacters && figure.Language is not null)];
    }

    [Fact]
    public void Engines_that_tell_no_language_have_no_languages() =>
        Assert.DoesNotContain(
            Of(Report(0, 1000, 1000, minute: minute => minute with { GeneratedCharacters = 3000 })).Figures, figure => figure.Language is not null);

    [Fact]
    public void Flagged_engines_are_excluded_until_every_flag_is_explained()
    {
        var flagged = Report(1, 9000, 1000) with { Judgement = new([new("impossible-rate", ""), new("clock-skew", "")], []) };

        var excluded = Of(Report(0, 1000, 1000), flagged);
        var halfExplained = Of(Report(0, 1000, 1000), flagged with { Explained = new HashSet<string> { "clock-skew" } });
        var explained = Of(Report(0, 1000, 1000), flagged with { Explained = new HashSet<string> { "clock-skew", "impossible-rate" } });

        Assert.Equal([1, 1, 5], new[] { excluded, halfExplained, explained }.Select(day => day.Total(FleetKpis.TokensPerJoule, EnergyBoundary.Gpu)!.Ratio.Value));
        Assert.Equal((1, 1, 2), (excluded.Excluded["impossible-rate"], excluded.Excluded["clock-skew"], excluded.Excluded.Count));
        Assert.Equal(["impossible-rate"], halfExplained.Excluded.Keys);
        Assert.Empty(explained.Excluded);
    }

    [Fact]
    public void What_could_not_be_checked_is_counted_and_excludes_nothing()
    {
        var nation = Of(Report(0, 1000, 1000) with { Judgement = new([], ["impossible-rate"]) }, Report(1, 1000, 1000));

        Assert.Equal((2, 1), (nation.Engines, nation.NotCheckable["impossible-rate"]));
    }

    [Fact]
    public void Engines_of_other_countries_are_not_of_the_nation() =>
        Assert.Equal(1, Of(Report(0, 1000, 1000), Report(1, 2000, 500, facts => facts with { Country = "BRA" })).Engines);

    [Fact]
    public void The_public_sees_what_five_operators_make()
    {
        var four = Enumerable.Range(0, 4).Select(i => Report(i, 1000 + i, 1000)).ToArray();

        var confidential = Of(four).Total(FleetKpis.TokensPerJoule, EnergyBoundary.Gpu)!;
        Assert.Equal((null, true), (confidential.PublicValue, confidential.IsConfidential));
        Assert.Equal(1.002, Of([.. four, Report(4, 1004, 1000)]).Total(FleetKpis.TokensPerJoule, EnergyBoundary.Gpu)!.PublicValue);
    }

    [Fact]
    public void A_class_of_one_operator_takes_another_with_it()
    {
        EngineReport[] reports =
        [
            .. Enumerable.Range(0, 6).Select(i => Report(i, 1000, 1000)),
            .. Enumerable.Range(6, 6).Select(i => Report(i, 3000, 1000, facts => facts with { ModelClass = "large", Operator = $"operator-{i - 6}" })),
            Report(12, 10, 10, facts => facts with { ModelClass = null, Operator = "operator-0" }),
        ];

        var figures = Of(reports).Figures.Where(figure => figure.Kpi == FleetKpis.TokensPerJoule).ToArray();

        Assert.Equal([null, "", "large", "small"], figures.Select(figure => figure.ModelClass));
        Assert.Equal([true, false, false, true], figures.Select(figure => figure.IsFree));
    }

    [Fact]
    public void What_nobody_reports_is_missing_and_not_confidential()
    {
        var figure = Of(Report(0, 1000, 1000)).Total(FleetKpis.JoulesPerThousandCharacters, EnergyBoundary.Gpu)!;

        Assert.Equal((null, false, 1), (figure.PublicValue, figure.IsConfidential, figure.Missing[FleetReason.CharactersMissing]));
    }

    [Fact]
    public void One_engine_given_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => Of(Report(0, 1000, 1000), Report(0, 1000, 1000)));

    [Fact]
    public void The_order_of_the_engines_changes_no_bit() =>
        Gen.Select(Gen.Double[1, 1e6], Gen.Double[1, 1e6]).Array[2, 12].Sample(engines =>
        {
            var reports = engines.Select((engine, i) => Report(i, engine.Item1, engine.Item2)).ToArray();
            Assert.Equal(Bits(Of(reports)), Bits(Of([.. reports.Reverse()])));
        });

    /// <summary>All that a nation's day says in numbers, to be compared bit for bit.</summary>
    internal static IEnumerable<(string, EnergyBoundary?, string?, long, long, int, int, bool)> Bits(NationDay nation) => nation.Figures.Select(figure => (
        figure.Kpi.Code, figure.Boundary, figure.ModelClass,
        BitConverter.DoubleToInt64Bits(figure.Ratio.Numerator), BitConverter.DoubleToInt64Bits(figure.Ratio.Denominator),
        figure.Engines, figure.Operators, figure.IsFree));

    private static NationDay Of(params EngineReport[] reports) => NationDay.Of(reports, "IND");

    private static EngineReport Report(
        int engine, double tokens, double joules, Func<EngineFacts, EngineFacts>? facts = null, Func<EngineMinute, EngineMinute>? minute = null)
    {
        var own = Engines.Facts with { Code = $"engine-{engine}", Operator = $"operator-{engine}" };
        var counted = Engines.Minute(0) with { GeneratedTokens = tokens, GpuEnergyJoules = joules, HostEnergyJoules = 0 };
        return new(Engines.DayOf(facts?.Invoke(own) ?? own, minute?.Invoke(counted) ?? counted), Clean, new HashSet<string>());
    }
}
