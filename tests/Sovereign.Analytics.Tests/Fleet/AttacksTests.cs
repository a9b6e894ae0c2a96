using System.Reflection;
using Sovereign.Analytics.Fleet;
using Sovereign.Analytics.Rollups;
using Sovereign.Analytics.Uncertainty;
using Xunit;

namespace Sovereign.Analytics.Tests.Fleet;

/// <summary>
/// Each class of attack that <see cref="AttackClasses.Covered"/> lists, over a hundred seeds: all figures of the nation are, bit for bit, those without what the
/// attacker sent. Where the attacker's engine is excluded for it, the same data, let in, would have moved a figure.
/// </summary>
public sealed class AttacksTests
{
    private const ulong Seeds = 100;

    /// <summary>For each seed an engine's honest readings and what becomes of them, and six other engines.</summary>
    private static readonly Lazy<(ulong Seed, Packet[] Honest, EngineReport Without, EngineReport[] Others)[]> Worlds = new(() =>
    [
        .. Enumerable.Range(1, (int)Seeds).Select(seed =>
        {
            var draws = new SeededDraws((ulong)seed);
            var honest = Honest(draws);
            return ((ulong)seed, honest, Receive(honest), Others(draws));
        }),
    ]);

    [Fact]
    public void Honest_engines_are_not_flagged() =>
        Assert.All(Worlds.Value, world => Assert.Empty(world.Without.Judgement.Flags));

    [Fact]
    public void Replayed_batches_change_nothing() => ChangeNothing((draws, honest) =>
        [.. honest, .. honest.Where(_ => draws.Unit() < 0.5).OrderBy(_ => draws.Bits()).Select(packet => packet with { ReceivedAt = packet.ReceivedAt + 3_600_000 })]);

    [Fact]
    public void Forged_key_changes_nothing() => ChangeNothing((draws, honest) =>
        [.. honest, .. honest.Select(packet => packet with { Key = "forged", Reading = packet.Reading with { Value = packet.Reading.Value * draws.Between(1, 9) } })]);

    [Fact]
    public void Future_timestamps_change_nothing() => ChangeNothing((draws, honest) =>
    [
        .. honest.Where(_ => draws.Unit() < 0.2).Select(packet => packet with
        {
            Reading = new(packet.ReceivedAt + (long)draws.Between(300_001, 40_000_000), packet.Reading.Value * draws.Between(0, 1000)),
        }),
        .. honest,
    ]);

    [Fact]
    public void Label_explosion_changes_nothing() => ChangeNothing((draws, honest) =>
    [
        .. honest.SelectMany(packet => Enumerable.Range(0, 4).Select(i => i == 0
            ? packet
            : packet with { OtherLabels = $"session={draws.Bits()}", Reading = packet.Reading with { Value = draws.Between(0, 1e9) } })),
    ]);

    /// <summary>What came before noon comes again in the afternoon, shifted by no whole minute: as it was, or raised so that no counter falls.</summary>
    [Fact]
    public void Shifted_replay_excludes_the_engine() => Exclude(FlagCodes.ReplayedCounter, (draws, honest) =>
    {
        var shift = 43_200_000 + (long)draws.Between(0, 60_000);
        var isRaised = draws.Unit() < 0.5;
        var morning = honest.Where(packet => packet.Reading.At < Engines.Day + 43_200_000).ToArray();
        var lasts = morning.GroupBy(packet => (packet.Signal, packet.Labels)).ToDictionary(series => series.Key, series => series.Max(packet => packet.Reading.Value));
        return
        [
            .. morning,
            .. morning.Select(packet => packet with
            {
                Reading = new(packet.Reading.At + shift, packet.Reading.Value + (isRaised ? lasts[(packet.Signal, packet.Labels)] : 0)),
                ReceivedAt = packet.ReceivedAt + shift,
            }),
        ];
    });

    [Fact]
    public void Impossible_rate_excludes_the_engine() => Exclude(FlagCodes.ImpossibleRate, (draws, honest) =>
    {
        var from = Engines.Day + (long)draws.Between(0, 80_000_000);
        var perSecond = draws.Between(160_000, 1e7);
        return
        [
            .. honest.Select(packet => packet.Signal == "generated" && packet.Reading.At > from
                ? packet with { Reading = packet.Reading with { Value = packet.Reading.Value + perSecond * (packet.Reading.At - from) / 1000 } }
                : packet),
        ];
    });

    /// <summary>Joules divided by a thousand and more, all day; or a counter of energy that stands still from some time on.</summary>
    [Fact]
    public void Impossible_efficiency_excludes_the_engine() => Exclude(FlagCodes.ImpossibleEfficiency, (draws, honest) =>
    {
        var from = draws.Unit() < 0.5 ? Engines.Day + (long)draws.Between(0, 80_000_000) : (long?)null;
        var share = draws.Between(1e-6, 1e-3);
        var lasts = honest.Where(packet => packet.Reading.At <= from).GroupBy(packet => packet.Labels).ToDictionary(series => series.Key, series => series.Last().Reading.Value);
        return
        [
            .. honest.Select(packet => packet.Signal != "energy"
                ? packet
                : packet with
                {
                    Reading = packet.Reading with
                    {
                        Value = from is null ? packet.Reading.Value * share : packet.Reading.At > from ? lasts[packet.Labels] : packet.Reading.Value,
                    },
                }),
        ];
    });

    [Fact]
    public void Selective_reporting_excludes_the_engine() => Exclude(FlagCodes.SelectiveReporting, (draws, honest) =>
    {
        var from = Engines.Day + (long)draws.Between(0, 60_000_000);
        var to = from + (long)draws.Between(9_500_000, 26_000_000);
        return [.. honest.Where(packet => packet.Reading.At < from || packet.Reading.At > to)];
    });

    /// <summary>Energy of one accelerator or of both is withheld for hours, in one piece or in half hours.</summary>
    [Fact]
    public void Withheld_energy_excludes_the_engine() => Exclude(FlagCodes.SelectiveReporting, (draws, honest) =>
    {
        var isOne = draws.Unit() < 0.5;
        var length = draws.Unit() < 0.5 ? 86_400_000 : 3_600_000;
        var share = draws.Between(0.3, 0.9);
        return
        [
            .. honest.Where(packet => packet.Signal != "energy" || (isOne && packet.Labels == "gpu=0")
                || (packet.Reading.At - Engines.Day) % length >= share * length),
        ];
    });

    /// <summary>A class without its test, or a test without its class, fails here.</summary>
    [Fact]
    public void Every_covered_class_is_attacked()
    {
        var tested = GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => method.Name.Replace("_changes_nothing", "", StringComparison.Ordinal).Replace("_change_nothing", "", StringComparison.Ordinal))
            .Select(name => name.Replace("_excludes_the_engine", "", StringComparison.Ordinal))
            .Where(name => !name.StartsWith("Every_", StringComparison.Ordinal) && !name.StartsWith("Honest_", StringComparison.Ordinal))
            .Select(name => name.Replace('_', '-').ToLowerInvariant());

        Assert.Equal(AttackClasses.Covered.Select(attack => attack.Code).Order(), tested.Order());
    }

    [Fact]
    public void Every_class_has_its_own_code_and_says_whether_it_is_covered()
    {
        Assert.Equal(AttackClasses.All.Count, AttackClasses.All.Select(attack => attack.Code).Distinct().Count());
        Assert.All(AttackClasses.Covered, attack => Assert.True(attack.IsCovered));
        Assert.All(AttackClasses.NotCovered, attack => Assert.False(attack.IsCovered));
    }

    private static void ChangeNothing(Func<SeededDraws, Packet[], Packet[]> attack)
    {
        foreach (var (seed, honest, without, others) in Worlds.Value)
        {
            var with = Receive(attack(new SeededDraws(seed + Seeds), honest));

            Assert.Equal(NationDayTests.Bits(NationDay.Of([.. others, without], "IND")), NationDayTests.Bits(NationDay.Of([.. others, with], "IND")));
        }
    }

    private static void Exclude(string flag, Func<SeededDraws, Packet[], Packet[]> attack)
    {
        foreach (var (seed, honest, _, others) in Worlds.Value)
        {
            var with = Receive(attack(new SeededDraws(seed + Seeds), honest));
            var without = NationDayTests.Bits(NationDay.Of(others, "IND"));

            Assert.True(with.Judgement.Flags.Any(own => own.Code == flag), $"seed {seed}: {string.Join(", ", with.Judgement.Flags)}");
            Assert.Equal(without, NationDayTests.Bits(NationDay.Of([.. others, with], "IND")));
            var letIn = with with { Explained = FlagCodes.All.Keys.ToHashSet() };
            Assert.NotEqual(without, NationDayTests.Bits(NationDay.Of([.. others, letIn], "IND")));
        }
    }

    /// <summary>One reading on its way.</summary>
    /// <param name="Labels">Those that the metric map names.</param>
    /// <param name="OtherLabels">Those it does not.</param>
    private sealed record Packet(string Key, string Signal, string Labels, string OtherLabels, Reading Reading, long ReceivedAt);

    /// <summary>An engine's day, read every one, two or, mostly, five minutes.</summary>
    private static Packet[] Honest(SeededDraws draws)
    {
        long[] steps = [60_000, 120_000, .. Enumerable.Repeat(300_000L, 8)];
        var step = steps[(int)(draws.Unit() * steps.Length)];
        var (generated, prompt, cached, first, second) = (Start(), Start(), Start(), Start(), Start());
        var packets = new List<Packet>();
        for (var at = Engines.Day + (long)draws.Between(1, 20_000); at < Engines.Day + BucketLength.Day; at += step)
        {
            var seconds = step / 1000.0;
            var load = draws.Between(0.1, 1);
            Add("generated", "", generated += Math.Floor(3000 * load * seconds));
            Add("prompt", "", prompt += Math.Floor(5000 * load * seconds));
            Add("cached", "", cached += Math.Floor(1000 * load * seconds));
            Add("energy", "gpu=0", first += Math.Round((100 + 550 * load) * seconds, 3));
            Add("energy", "gpu=1", second += Math.Round((100 + 500 * load) * seconds, 3));
            Add("utilisation", "gpu=0", load);

            void Add(string signal, string labels, double value) => packets.Add(new("key-1", signal, labels, "", new(at, value), at + 2000));
        }
        return [.. packets];

        double Start() => Math.Floor(draws.Between(0, 1e9));
    }

    /// <summary>Six other engines of six operators, whose days are one minute each: here only their sums matter.</summary>
    private static EngineReport[] Others(SeededDraws draws) =>
    [
        .. Enumerable.Range(2, 6).Select(i => new EngineReport(
            Engines.DayOf(
                Engines.Facts with { Code = $"engine-{i}", Operator = $"operator-{i}" },
                Engines.Minute(0) with { GeneratedTokens = draws.Between(1e7, 1e8), GpuEnergyJoules = draws.Between(1e7, 1e8) }),
            new([], []),
            new HashSet<string>())),
    ];

    /// <summary>
    /// The way of a reading from the wire to the engine's day: unknown keys and times out of the window are refused, labels that the map does not name are
    /// dropped, of several readings of one time the first to come is kept.
    /// </summary>
    private static EngineReport Receive(IEnumerable<Packet> packets)
    {
        var series = packets
            .Where(packet => packet.Key == "key-1" && AcceptanceWindow.Default.Accepts(packet.Reading.At, packet.ReceivedAt))
            .GroupBy(packet => (packet.Signal, packet.Labels))
            .ToDictionary(own => own.Key, own => own.OrderBy(packet => packet.Reading.At).Select(packet => packet.Reading).DistinctBy(reading => reading.At).ToArray());
        var signals = new EngineSignals
        {
            GeneratedTokens = Signal("generated", SeriesKind.Counter, Reduction.Sum),
            PromptTokens = Signal("prompt", SeriesKind.Counter, Reduction.Sum),
            CachedPromptTokens = Signal("cached", SeriesKind.Counter, Reduction.Sum),
            GpuEnergy = Signal("energy", SeriesKind.Counter, Reduction.Sum),
            Utilisation = Signal("utilisation", SeriesKind.Gauge, Reduction.Mean),
        };
        var minutes = signals.Minutes();
        var day = EngineDay.From(Engines.Facts, Engines.Day, minutes);
        var repeated = series.TryGetValue(("generated", ""), out var readings) ? RepeatedRun.InReadings(readings) : null;
        return new(day, Judge.Of(day, minutes, new() { MedianDelaySeconds = 2, Repeated = repeated }), new HashSet<string>());

        IReadOnlyList<SignalBucket> Signal(string signal, SeriesKind kind, Reduction reduction) =>
        [
            .. series.Where(own => own.Key.Signal == signal)
                .SelectMany(own => SeriesWalk.Buckets(own.Value, kind, Engines.Day, Engines.Day + BucketLength.Day, RollupOptions.Default))
                .GroupBy(bucket => bucket.Start).Select(minute => SignalBucket.Of([.. minute], reduction)),
        ];
    }
}
