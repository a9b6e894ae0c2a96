using Sovereign.Analytics.Progress;
using Xunit;

namespace Sovereign.Analytics.Tests.Progress;

/// <summary>The golden table: five cases on which a widely used score misleads, and what each method says of them.</summary>
public sealed class ProgressExamplesTests
{
    // Periods are as long as the calendar has them: five years may be a day more or less than five mean years.
    private const double Tolerance = 0.002;

    [Theory]
    // 4 ^ (1/5) ÷ 1.02: the ratio grows by 29 % a year.
    [InlineData(0, 0, "frontier-relative", "widening", 1.2936)]
    [InlineData(0, 0, "own-change", "improving", 1.02)]
    [InlineData(0, 0, "distance-covered", "no-verdict", null)]
    [InlineData(0, 0, "compound-pace", "no-verdict", null)]
    // 3 ^ (1/5)
    [InlineData(1, 0, "frontier-relative", "no-verdict", null)]
    [InlineData(1, 0, "own-change", "improving", 1.2457)]
    [InlineData(2, 0, "own-change", "improving", 1.2457)]
    // 0.6 ^ (1/5)
    [InlineData(2, 1, "own-change", "worsening", 0.9029)]
    // 4 ^ (1/5)
    [InlineData(3, 0, "own-change", "improving", 1.3195)]
    // 30 of 90 in half of the time
    [InlineData(3, 0, "distance-covered", "behind-pace", 0.3333)]
    // 0.3195 ÷ 0.2589
    [InlineData(3, 0, "compound-pace", "ahead-of-pace", 1.234)]
    // 0.8 ^ (1/5)
    [InlineData(4, 0, "own-change", "improving", 0.9564)]
    // 10 of 50 in half of the time
    [InlineData(4, 0, "distance-covered", "behind-pace", 0.2)]
    [InlineData(4, 0, "compound-pace", "no-verdict", null)]
    public void Each_method_says_what_it_can(int example, int series, string method, string verdict, double? number)
    {
        var answer = Judge(example, series).Answers.Single(answer => answer.Method.Code == method);
        Assert.Equal(verdict, answer.Verdict.Code());
        Assert.Equal(number is null, answer.Value is null);
        if (number is { } expected)
            Assert.Equal(expected, answer.Value!.Value.Central, Tolerance);
    }

    [Fact]
    public void There_are_five_cases() => Assert.Equal(5, ProgressExamples.All.Count);

    [Fact]
    public void Case_1_is_headed_by_the_widening_gap_and_flagged_because_the_own_figure_grows()
    {
        var judgement = Judge(0);
        Assert.Equal("the gap is widening", judgement.Headline.Verdict.Words());
        Assert.Equal(
            "The methods disagree. For the better: own change (improving). For the worse: against the frontier (the gap is widening).",
            judgement.Disagreement);
    }

    [Fact]
    public void Case_2_a_series_that_triples_improves()
    {
        Assert.Equal(ProgressVerdict.Improving, Judge(1).Headline.Verdict);
        Assert.Null(Judge(1).Disagreement);
    }

    [Fact]
    public void Case_3_names_the_part_that_fails() =>
        Assert.Equal("1 of 2 fails: second part (worsening).", ProgressExamples.All[2].Summary.Sentence);

    [Fact]
    public void Case_4_compound_pace_and_distance_disagree_and_it_says_so() => Assert.Equal(
        "The methods disagree. For the better: own change (improving); compound pace (ahead of the pace). For the worse: distance covered (behind the pace).",
        Judge(3).Disagreement);

    [Fact]
    public void Case_4_and_5_stand_at_half_of_the_time()
    {
        Assert.Equal(0.5, Judge(3).By(DistanceCovered.Method).Pace!.Value, Tolerance);
        Assert.Equal(0.5, Judge(4).By(DistanceCovered.Method).Pace!.Value, Tolerance);
    }

    [Fact]
    public void Case_5_has_no_compound_pace_and_says_why()
    {
        var reason = Judge(4).By(CompoundPace.Method).Reason;
        Assert.Equal("not-positive", reason?.Code);
        Assert.Contains("never arrives at zero", reason!.Sentence, StringComparison.Ordinal);
    }

    /// <summary>What the table says of the widely used score is its own arithmetic: growth achieved by growth required, 0.001 for a target of zero.</summary>
    [Theory]
    [InlineData(3, 10, 40, 100, "1.23")]
    [InlineData(4, 50, 40, 0.001, "0.07")]
    public void The_score_beside_it_is_computed_honestly(int example, double from, double now, double goal, string ratio)
    {
        var score = (Math.Pow(now / from, 1 / 5.0) - 1) / (Math.Pow(goal / from, 1 / 10.0) - 1);
        Assert.Equal(double.Parse(ratio, System.Globalization.CultureInfo.InvariantCulture), score, 0.005);
        Assert.Contains($"{ratio} times", ProgressExamples.All[example].Score, StringComparison.Ordinal);
    }

    private static ProgressJudgement Judge(int example, int series = 0) => ProgressExamples.All[example].Summary.Entries[series].Judgement;
}
