using CsCheck;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Progress;
using Sovereign.Analytics.Uncertainty;
using Xunit;

namespace Sovereign.Analytics.Tests.Progress;

public sealed class ProgressJudgementTests
{
    private static readonly ProgressTarget HundredBy2030 = new(100, Period.Year(2020), Period.Year(2030));

    [Fact]
    public void A_direction_cannot_be_left_out()
    {
        Assert.Throws<ArgumentException>(() => new ProgressCase(Direction.Context, [At(2020, 1), At(2025, 3)]));
        Assert.Equal(ProgressVerdict.Improving, Judge(Direction.Higher, [At(2020, 10), At(2025, 30)]).Headline.Verdict);
        Assert.Equal(ProgressVerdict.Worsening, Judge(Direction.Lower, [At(2020, 10), At(2025, 30)]).Headline.Verdict);
    }

    [Fact]
    public void Two_values_of_one_period_and_a_target_before_its_base_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ProgressCase(Direction.Higher, [At(2020, 1), At(2020, 3)]));
        Assert.Throws<ArgumentException>(() => new ProgressTarget(10, Period.Year(2025), Period.Year(2025)));
        Assert.Throws<ArgumentException>(() => new ProgressTarget(double.NaN, Period.Year(2020), Period.Year(2025)));
    }

    [Theory]
    // The country's 10 stays; the frontier moves.
    [InlineData(Direction.Higher, 30, 20, ProgressVerdict.Closing)]
    [InlineData(Direction.Higher, 30, 40, ProgressVerdict.Widening)]
    [InlineData(Direction.Higher, 30, 30, ProgressVerdict.Steady)]
    [InlineData(Direction.Higher, 8, 5, ProgressVerdict.LeadGrowing)]
    [InlineData(Direction.Higher, 5, 8, ProgressVerdict.LeadShrinking)]
    // From behind to ahead the gap closed; from ahead to behind it widened.
    [InlineData(Direction.Higher, 12, 8, ProgressVerdict.Closing)]
    [InlineData(Direction.Higher, 8, 12, ProgressVerdict.Widening)]
    [InlineData(Direction.Lower, 5, 8, ProgressVerdict.Closing)]
    [InlineData(Direction.Lower, 5, 2, ProgressVerdict.Widening)]
    [InlineData(Direction.Lower, 20, 30, ProgressVerdict.LeadGrowing)]
    [InlineData(Direction.Lower, 30, 20, ProgressVerdict.LeadShrinking)]
    public void The_ratio_to_the_frontier_gives_the_headline(Direction better, double before, double after, ProgressVerdict verdict) =>
        Assert.Equal(verdict, Judge(better, [At(2020, 10), At(2025, 10)], [At(2020, before), At(2025, after)]).Headline.Verdict);

    [Fact]
    public void Only_common_periods_are_compared_and_they_are_named()
    {
        var answer = Judge(Direction.Higher, [At(2019, 1), At(2020, 10), At(2024, 20), At(2025, 99)], [At(2020, 40), At(2024, 60), At(2026, 999)]).Headline;
        Assert.Equal((Period.Year(2020), Period.Year(2024)), (answer.Span!.From, answer.Span.To));
        Assert.Equal((4, 3), (answer.Span.Before.Central, answer.Span.After.Central));
        Assert.Equal(Math.Pow(0.75, 0.25), answer.Value!.Value.Central, 1e-3);
    }

    [Fact]
    public void A_move_within_its_interval_is_not_told_from_none()
    {
        var answer = Judge(Direction.Higher, [At(2020, 10, 1), At(2025, 11, 1)], [At(2020, 30), At(2025, 30)]);
        Assert.All([FrontierRelative.Method, OwnChange.Method], method => Assert.Equal(ProgressVerdict.NotDistinguishable, answer.By(method).Verdict));
        Assert.True(answer.Headline.Value!.Value.Contains(1));
        Assert.Null(answer.Disagreement);
    }

    [Fact]
    public void One_common_period_gives_no_headline_against_the_frontier_and_says_why()
    {
        var answer = Judge(Direction.Higher, [At(2020, 10), At(2025, 30)], [At(2020, 30), At(2024, 30)]);
        Assert.Equal(Reason.ShortSeries, answer.By(FrontierRelative.Method).Reason?.Code);
        Assert.Equal(OwnChange.Method, answer.Headline.Method);
    }

    [Fact]
    public void From_zero_there_is_no_growth_but_a_verdict()
    {
        var answer = Judge(Direction.Higher, [At(2020, 0), At(2025, 30)], [At(2020, 30), At(2025, 40)]);
        Assert.Equal((ProgressVerdict.NoVerdict, Reason.NotPositive), (answer.By(FrontierRelative.Method).Verdict, answer.By(FrontierRelative.Method).Reason?.Code));
        var own = answer.By(OwnChange.Method);
        Assert.Equal((ProgressVerdict.Improving, null, Reason.NotPositive), (own.Verdict, own.Value, own.Reason?.Code));
    }

    [Theory]
    [InlineData(54.99, ProgressVerdict.OnPace)]
    [InlineData(70, ProgressVerdict.AheadOfPace)]
    [InlineData(40, ProgressVerdict.BehindPace)]
    [InlineData(100, ProgressVerdict.Reached)]
    [InlineData(120, ProgressVerdict.Reached)]
    public void The_distance_is_held_against_the_time(double now, ProgressVerdict verdict) =>
        Assert.Equal(verdict, Judge(Direction.Higher, [At(2020, 10), At(2025, now, 0.5)], target: HundredBy2030).By(DistanceCovered.Method).Verdict);

    [Fact]
    public void On_the_compound_path_the_compound_pace_is_on_pace_and_the_distance_is_behind()
    {
        var answer = Judge(Direction.Higher, [At(2020, 10), At(2025, 31.62, 0.1)], target: HundredBy2030);
        Assert.Equal((ProgressVerdict.OnPace, ProgressVerdict.BehindPace), (answer.By(CompoundPace.Method).Verdict, answer.By(DistanceCovered.Method).Verdict));
        Assert.Equal(1, answer.By(CompoundPace.Method).Value!.Value.Central, 0.002);
    }

    [Fact]
    public void Figures_after_the_target_is_due_do_not_make_it_reached_in_time()
    {
        var answer = Judge(Direction.Higher, [At(2020, 10), At(2030, 80), At(2033, 120)], target: HundredBy2030).By(DistanceCovered.Method);
        Assert.Equal((ProgressVerdict.BehindPace, Period.Year(2030)), (answer.Verdict, answer.Span!.To));
    }

    [Theory]
    [InlineData(Direction.Higher, 5, Reason.TargetNotBetter)]
    [InlineData(Direction.Lower, 100, Reason.TargetNotBetter)]
    // The base is 10 ± 1: that way of 0.5 may be none.
    [InlineData(Direction.Higher, 10.5, Reason.TargetNotBetter)]
    public void A_target_that_is_no_way_ahead_gives_no_share(Direction better, double goal, string code)
    {
        var answer = Judge(better, [At(2020, 10, 1), At(2025, 8)], target: new(goal, Period.Year(2020), Period.Year(2030)));
        Assert.All(
            [DistanceCovered.Method, CompoundPace.Method],
            method => Assert.Equal((ProgressVerdict.NoVerdict, code), (answer.By(method).Verdict, answer.By(method).Reason?.Code)));
    }

    [Fact]
    public void Without_the_base_figure_or_any_later_one_there_is_no_pace()
    {
        Assert.Equal(Reason.NoBaseFigure, Judge(Direction.Higher, [At(2021, 10), At(2025, 8)], target: HundredBy2030).By(DistanceCovered.Method).Reason?.Code);
        Assert.Equal(Reason.ShortSeries, Judge(Direction.Higher, [At(2020, 10), At(2031, 8)], target: HundredBy2030).By(DistanceCovered.Method).Reason?.Code);
        Assert.Equal(Reason.NoTarget, Judge(Direction.Higher, [At(2020, 10), At(2025, 8)]).By(CompoundPace.Method).Reason?.Code);
    }

    [Fact]
    public void Absurd_figures_give_a_reason_instead_of_a_fault() => Assert.Equal(
        Reason.OutOfRange, Judge(Direction.Higher, [At(2020, 1e-300), At(2025, 1e300)], [At(2020, 1e300), At(2025, 1e-300)]).By(FrontierRelative.Method).Reason?.Code);

    [Fact]
    public void A_summary_without_a_failure_names_what_is_not_known()
    {
        var summary = new ProgressSummary(
        [
            new("one", Judge(Direction.Higher, [At(2020, 10), At(2025, 30)])),
            new("other", Judge(Direction.Higher, [At(2020, 10)])),
        ]);
        Assert.Equal("None of 2 is known to fail; no verdict, or none that can be told from no change: other (no verdict).", summary.Sentence);
    }

    [Fact]
    public void Every_verdict_has_its_own_code_and_words_and_a_bearing()
    {
        var all = Enum.GetValues<ProgressVerdict>();
        Assert.Equal(all.Length, all.Select(verdict => verdict.Code()).Distinct().Count());
        Assert.Equal(all.Length, all.Select(verdict => verdict.Words()).Distinct().Count());
        Assert.All(all, verdict => Assert.True(Enum.IsDefined(verdict.Bearing())));
    }

    [Fact]
    public void One_factor_on_everything_changes_no_verdict_and_no_number() =>
        Gen.Select(Cases, Gen.Int[2, 1000]).Sample((set, factor) => Judge(Direction.Higher, set.Own, set.Theirs).Answers
            .Zip(Judge(Direction.Higher, Times(set.Own, factor), Times(set.Theirs, factor)).Answers)
            .All(pair => pair.First.Verdict == pair.Second.Verdict && IsNear(pair.First.Value, pair.Second.Value)));

    [Fact]
    public void Better_one_way_is_worse_the_other_way() =>
        Cases.Sample(set =>
        {
            var (up, down) = (Judge(Direction.Higher, set.Own, set.Theirs), Judge(Direction.Lower, set.Own, set.Theirs));
            return up.Answers.Zip(down.Answers).All(pair => pair.First.Bearing == Opposite(pair.Second.Bearing));
        });

    private static readonly Gen<(TimedEstimate[] Own, TimedEstimate[] Theirs)> Cases =
        Gen.Select(Gen.Int[1, 100].Array[4], Gen.Int[0, 9].Array[4], (values, widths) => (
            new[] { At(2020, values[0], values[0] * widths[0] / 20.0), At(2025, values[1], values[1] * widths[1] / 20.0) },
            new[] { At(2020, values[2], values[2] * widths[2] / 20.0), At(2025, values[3], values[3] * widths[3] / 20.0) }));

    private static ProgressBearing Opposite(ProgressBearing bearing) => bearing switch
    {
        ProgressBearing.Forward => ProgressBearing.Back,
        ProgressBearing.Back => ProgressBearing.Forward,
        _ => ProgressBearing.None,
    };

    private static ProgressJudgement Judge(
        Direction better, TimedEstimate[] own, TimedEstimate[]? frontier = null, ProgressTarget? target = null) =>
        ProgressJudgement.Of(new(better, own, frontier, target));

    private static TimedEstimate[] Times(TimedEstimate[] series, int factor) =>
        [.. series.Select(point => new TimedEstimate(point.Period, point.Estimate * Estimate.Exact(factor)))];

    private static TimedEstimate At(int year, double value, double width = 0) => new(Period.Year(year), new(value - width, value, value + width));

    private static bool IsNear(Estimate? one, Estimate? other) => (one, other) switch
    {
        (null, null) => true,
        ({ } left, { } right) => IsNear(left.Low, right.Low) && IsNear(left.Central, right.Central) && IsNear(left.High, right.High),
        _ => false,
    };

    private static bool IsNear(double one, double other) => Math.Abs(one - other) <= 1e-9 * Math.Abs(other);
}
