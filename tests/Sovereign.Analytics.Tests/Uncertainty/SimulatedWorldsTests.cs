using System.Globalization;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Progress;
using Sovereign.Analytics.Tests.Observations;
using Sovereign.Analytics.Uncertainty;
using Xunit;

namespace Sovereign.Analytics.Tests.Uncertainty;

/// <summary>
/// Whether a 90 % interval is one. True worlds are drawn, sources report them as <see cref="Reporting"/> says, the reports go the way that published
/// figures go, and it is counted in how many worlds the truth lies in the interval that comes out. Of 10,000 worlds a share is rarely off
/// by more than 0.6 %.
/// </summary>
public sealed class SimulatedWorldsTests
{
    private const int Worlds = 10_000;

    /// <summary>What the portal forms of two reported figures, with the truth it should contain.</summary>
    private static readonly (string Name, Func<Pair, (Estimate? Interval, double Truth)> Of)[] Quantities =
    [
        ("figure", pair => (pair.Own.Estimate, pair.TrueOwn)),
        ("ratio", pair => (pair.Gap.Ratio, pair.TrueTheirs / pair.TrueOwn)),
        ("absolute", pair => (pair.Gap.Absolute, pair.TrueTheirs - pair.TrueOwn)),
        ("product", pair => (pair.Own.Estimate * pair.Theirs.Estimate, pair.TrueOwn * pair.TrueTheirs)),
        ("sum", pair => (pair.Own.Estimate + pair.Theirs.Estimate, pair.TrueOwn + pair.TrueTheirs)),
    ];

    public static TheoryData<string> KeyFigures => [.. KpiCatalogue.All.Where(kpi => !kpi.ReadsSeries).Select(kpi => kpi.Code)];

    public static TheoryData<string> Distances => [.. KpiCatalogue.All.Where(kpi => kpi.ReadsSeries).Select(kpi => kpi.Code)];

    [Theory]
    [InlineData(0.02, 3, true)]
    [InlineData(0.05, 3, true)]
    [InlineData(0.1, 2, true)]
    [InlineData(0.1, 4, true)]
    [InlineData(0.2, 2, true)]
    [InlineData(0.2, 3, true)]
    [InlineData(0.4, 2, true)]
    [InlineData(0.4, 3, true)]
    [InlineData(0.02, 3, false)]
    [InlineData(0.05, 3, false)]
    [InlineData(0.1, 2, false)]
    [InlineData(0.2, 3, false)]
    public void Stated_90_percent_bounds_wider_than_their_rounding_cover_the_truth_in_88_to_92_percent_of_worlds(double error, int digits, bool multiplies)
    {
        var reporting = new Reporting(error, digits, Multiplies: multiplies);
        AssertShares(reporting, reporting, 0.88, 0.92);
    }

    [Theory]
    [InlineData(0.005, 1)]
    [InlineData(0.005, 2)]
    [InlineData(0.02, 1)]
    [InlineData(0.02, 2)]
    [InlineData(0.1, 1)]
    [InlineData(0.2, 1)]
    [InlineData(0.4, 1)]
    public void Stated_90_percent_bounds_narrower_than_their_rounding_cover_the_truth_in_88_percent_or_more(double error, int digits)
    {
        var reporting = new Reporting(error, digits);
        AssertShares(reporting, reporting, 0.88, 1);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 4)]
    [InlineData(1, 2)]
    [InlineData(3, 1)]
    public void Rounding_alone_covers_a_figure_always_and_combinations_in_90_percent_or_more(int digits, int othersDigits)
    {
        AssertShares(Reporting.Rounding(digits), Reporting.Rounding(othersDigits), 0.9, 1);
        Assert.Equal(1, Share(draws => Holds(new(Reporting.Rounding(digits), Reporting.Rounding(othersDigits), draws), Quantities[0].Of)));
    }

    [Theory]
    [InlineData(0.1, 2, 3, 0.92)]
    [InlineData(0.2, 3, 2, 0.92)]
    // Half of one digit of one is as wide as the bounds of the other.
    [InlineData(0.05, 3, 1, 1)]
    public void Stated_bounds_on_one_side_and_rounding_on_the_other_cover_the_ratio(double error, int digits, int roundedDigits, double most)
    {
        var (measures, rounds) = (new Reporting(error, digits), Reporting.Rounding(roundedDigits));
        AssertShare(Share(draws => Holds(new(measures, rounds, draws), Quantities[1].Of)), 0.88, most);
        AssertShare(Share(draws => Holds(new(rounds, measures, draws), Quantities[1].Of)), 0.88, most);
    }

    [Theory]
    [InlineData(0.05, 3)]
    [InlineData(0.1, 2)]
    public void The_ratio_per_inhabitant_of_four_figures_is_covered_in_88_to_92_percent(double error, int digits)
    {
        var (reporting, people) = (new Reporting(error, digits), new Reporting(0.03, 3));
        AssertShare(
            Share(draws =>
            {
                var (trueOwn, trueTheirs) = (Truth(draws), Truth(draws));
                var gap = GapComparison.Of(
                    FigureSelection.Pair([Power("IND", trueOwn, reporting, draws)], [Power("USA", trueTheirs, reporting, draws)], []), Direction.Higher,
                    Population("IND", 1438, people, draws), Population("USA", 337, people, draws));
                return gap.PerCapitaRatio!.Value.Contains(trueTheirs / 337 / (trueOwn / 1438));
            }),
            0.88, 0.92);
    }

    [Theory]
    [MemberData(nameof(KeyFigures))]
    public void Every_key_figure_of_reports_with_stated_bounds_is_covered_in_88_to_92_percent(string code)
    {
        var kpi = KpiCatalogue.Find(code)!;
        AssertShare(Share(draws => Holds(kpi, new Reporting(0.05, 3), draws)), 0.88, 0.92);
    }

    /// <summary>Such an interval ends at points of the series and is wider than the errors of the figures alone would make it.</summary>
    [Theory]
    [MemberData(nameof(Distances))]
    public void Every_distance_in_years_is_covered_in_88_percent_or_more(string code)
    {
        var kpi = KpiCatalogue.Find(code)!;
        AssertShare(Share(draws => Holds(kpi, new Reporting(0.03, 3), draws)), 0.88, 1);
    }

    [Theory]
    [InlineData("frontier-relative", 0.05)]
    [InlineData("frontier-relative", 0.2)]
    [InlineData("own-change", 0.05)]
    [InlineData("own-change", 0.2)]
    [InlineData("distance-covered", 0.05)]
    [InlineData("distance-covered", 0.1)]
    [InlineData("compound-pace", 0.05)]
    [InlineData("compound-pace", 0.1)]
    public void Every_method_of_progress_is_covered_in_88_to_92_percent(string method, double error) => AssertShare(
        Share(draws =>
        {
            var (reporting, base_) = (new Reporting(error, 3), Truth(draws));
            double[] truths = [base_, base_ * draws.Between(1.2, 4), Truth(draws), Truth(draws)];
            var target = new ProgressTarget(base_ * draws.Between(3, 10), Period.Year(2020), Period.Year(2030));
            var told = Judge(truths.Select(truth => reporting.Estimate(truth, draws)), target).Answers.Single(answer => answer.Method.Code == method);
            var true_ = Judge(truths.Select(Estimate.Exact), target).Answers.Single(answer => answer.Method.Code == method);
            return told.Value!.Value.Contains(true_.Value!.Value.Central);
        }),
        0.88, 0.92);

    [Fact]
    public void Two_equal_countries_are_told_apart_in_one_world_of_ten_at_most()
    {
        var reporting = new Reporting(0.1, 3);
        var verdicts = Draw(draws =>
        {
            var truth = Truth(draws);
            return GapOf(Power("IND", truth, reporting, draws), Power("USA", truth, reporting, draws)).Verdict;
        });
        AssertShare(verdicts.Count(verdict => verdict is GapVerdict.Behind or GapVerdict.Ahead) / (double)Worlds, 0.08, 0.12);
    }

    [Fact]
    public void A_move_that_never_was_is_claimed_in_one_world_of_ten_at_most()
    {
        var reporting = new Reporting(0.1, 3);
        var verdicts = Draw(draws =>
        {
            var (own, theirs) = (Truth(draws), Truth(draws));
            return Judge(new[] { own, own, theirs, theirs }.Select(truth => reporting.Estimate(truth, draws)), null).Headline.Verdict;
        });
        AssertShare(verdicts.Count(verdict => verdict is not (ProgressVerdict.NotDistinguishable or ProgressVerdict.Steady)) / (double)Worlds, 0.08, 0.12);
    }

    /// <summary>Registers that say which share of the whole they cover: the whole is covered as any ratio is.</summary>
    [Fact]
    public void A_whole_of_which_a_stated_share_was_counted_is_covered_in_88_to_92_percent()
    {
        var (counts, states) = (Reporting.Rounding(3), new Reporting(0.21, 2));
        AssertShare(
            Share(draws =>
            {
                var (whole, share) = (Truth(draws), draws.Between(0.1, 0.2));
                return new CoverageShare(states.Estimate(share, draws)).Whole(counts.Estimate(whole * share, draws)).Contains(whole);
            }),
            0.88, 0.92);
    }

    /// <summary>The limit of the written digits: they say how finely somebody wrote, not how well somebody measured.</summary>
    [Fact]
    public void An_error_that_no_source_states_is_not_in_the_interval()
    {
        var silent = new Reporting(0.05, 3, StatesBounds: false);
        AssertShare(Share(draws => Holds(new(silent, silent, draws), Quantities[0].Of)), 0, 0.1);
    }

    /// <summary>The limit of plain digits: 4000 that was rounded from 3,612 looks like 4000 that was counted. Files write it 4e3, or state bounds.</summary>
    [Fact]
    public void Zeros_that_were_rounded_are_known_from_counted_ones_only_by_the_exponent()
    {
        Assert.Equal(new Estimate(3999.5, 4000, 4000.5), Estimate.FromWrittenDigits("4000"));
        Assert.Equal(new Estimate(3500, 4000, 4500), Estimate.FromWrittenDigits("4e3"));
        var covered = Share(draws =>
        {
            var truth = Math.Round(draws.Between(1000, 9499));
            return Estimate.FromWrittenDigits((1000 * Math.Round(truth / 1000)).ToString(CultureInfo.InvariantCulture)).Contains(truth);
        });
        AssertShare(covered, 0, 0.01);
    }

    private static void AssertShares(Reporting own, Reporting theirs, double least, double most)
    {
        var held = Draw(draws =>
        {
            var pair = new Pair(own, theirs, draws);
            return Quantities.Select(quantity => Holds(pair, quantity.Of)).ToArray();
        });
        var shares = Quantities.Select((quantity, i) => (quantity.Name, Share: held.Count(world => world[i]) / (double)Worlds)).ToArray();
        var told = string.Join(", ", shares.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Name} {entry.Share:P1}")));
        TestContext.Current.TestOutputHelper?.WriteLine(told);
        Assert.True(shares.All(entry => entry.Share >= least && entry.Share <= most), told);
    }

    private static void AssertShare(double share, double least, double most)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(share.ToString("P1", CultureInfo.InvariantCulture));
        Assert.InRange(share, least, most);
    }

    private static bool Holds(Pair pair, Func<Pair, (Estimate? Interval, double Truth)> of) => of(pair) is ({ } interval, var truth) && interval.Contains(truth);

    /// <summary>The key figure of reports about a world near its worked example, against the key figure of the world itself.</summary>
    private static bool Holds(Kpi kpi, Reporting reporting, SeededDraws draws)
    {
        var (told, truth) = (new Dictionary<Formula.Input, InputValue>(), new Dictionary<Formula.Input, InputValue>());
        foreach (var (input, example) in kpi.Example.Values)
        {
            var points = (example as SeriesValue)?.Points ?? [example];
            var pairs = points.Select(point =>
            {
                var value = point.Estimate.Central * Math.Exp(draws.Between(-0.3, 0.3));
                return (Told: point with { Estimate = reporting.Estimate(value, draws) }, True: point with { Estimate = Estimate.Exact(value) });
            }).ToArray();
            told.Add(input, input.IsSeries ? new SeriesValue([.. pairs.Select(pair => pair.Told)]) : pairs[0].Told);
            truth.Add(input, input.IsSeries ? new SeriesValue([.. pairs.Select(pair => pair.True)]) : pairs[0].True);
        }
        var (answer, right) = (kpi.Evaluate(told), kpi.Evaluate(truth));
        return (answer.Status, right.Status) switch
        {
            (KpiStatus.Value, KpiStatus.Value) => answer.Value!.Value.Contains(right.Value!.Value.Central),
            // A bound holds where the truth is no nearer, and where it is a bound itself.
            (KpiStatus.KnownAtLeast, KpiStatus.Value) => right.Value!.Value.Central >= answer.Value!.Value.Central,
            (KpiStatus.KnownAtLeast, KpiStatus.KnownAtLeast) => right.Value!.Value.Central >= answer.Value!.Value.Central,
            (KpiStatus.Value, KpiStatus.KnownAtLeast) => false,
            (KpiStatus.Value, KpiStatus.Ahead) => answer.Value!.Value.Low == 0,
            (KpiStatus.NoVerdict, _) => true,
            var (one, other) => one == other,
        };
    }

    private static ProgressJudgement Judge(IEnumerable<Estimate> values, ProgressTarget? target)
    {
        var (first, last) = (Period.Year(2020), Period.Year(2025));
        return values.ToArray() is [var own, var ownNow, var theirs, var theirsNow]
            ? ProgressJudgement.Of(new(Direction.Higher, [new(first, own), new(last, ownNow)], [new(first, theirs), new(last, theirsNow)], target))
            : throw new ArgumentException("Four values are judged.", nameof(values));
    }

    private static double Share(Func<SeededDraws, bool> holds) => Draw(holds).Count(held => held) / (double)Worlds;

    private static T[] Draw<T>(Func<SeededDraws, T> world)
    {
        var draws = new SeededDraws(20251126);
        return [.. Enumerable.Range(0, Worlds).Select(_ => world(draws))];
    }

    /// <summary>Somewhere between 1 and 1,000, any order of magnitude as likely as another.</summary>
    private static double Truth(SeededDraws draws) => Math.Exp(draws.Between(0, Math.Log(1000)));

    private static Figure Power(string country, double truth, Reporting reporting, SeededDraws draws)
    {
        var (value, lower, upper) = reporting.Texts(truth, draws);
        return Figures.Of(country, value, lower: lower, upper: upper);
    }

    private static Figure Population(string country, double truth, Reporting reporting, SeededDraws draws)
    {
        var (value, lower, upper) = reporting.Texts(truth, draws);
        return Figures.Of(country, value, indicator: "population", unit: "million persons", lower: lower, upper: upper);
    }

    private static GapComparison GapOf(Figure own, Figure theirs) => GapComparison.Of(FigureSelection.Pair([own], [theirs], []), Direction.Higher);

    /// <summary>Two countries of one world, as they are and as they are reported.</summary>
    private sealed class Pair
    {
        public Pair(Reporting own, Reporting theirs, SeededDraws draws)
        {
            (TrueOwn, TrueTheirs) = (Truth(draws), Truth(draws));
            (Own, Theirs) = (Power("IND", TrueOwn, own, draws), Power("USA", TrueTheirs, theirs, draws));
        }

        public double TrueOwn { get; }

        public double TrueTheirs { get; }

        public Figure Own { get; }

        public Figure Theirs { get; }

        public GapComparison Gap => GapOf(Own, Theirs);
    }
}
