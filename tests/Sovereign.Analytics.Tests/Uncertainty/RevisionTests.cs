using System.Globalization;
using Sovereign.Analytics.Uncertainty;
using Xunit;

namespace Sovereign.Analytics.Tests.Uncertainty;

/// <summary>Whether intervals hold what became of real figures: see <c>Revisions/README.md</c>.</summary>
public sealed class RevisionTests
{
    private static readonly Revision[] All =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Uncertainty", "Revisions", "revisions.csv")).Skip(1)
            .Select(line => line.Split(','))
            .Select(cells => new Revision(cells[0], cells[1], cells[2], cells[4], cells[5])),
    ];

    [Fact]
    public void The_allowance_is_the_90_percent_point_of_every_second_country_and_covers_the_others_in_75_percent_or_more()
    {
        var (half, others) = (Of("ember-2021").Where((_, i) => i % 2 == 0).ToArray(), Of("ember-2021").Where((_, i) => i % 2 == 1).ToArray());
        var moves = half.Select(revision => revision.Move).Order().ToArray();
        var factor = Math.Exp(moves[(int)Math.Ceiling(0.9 * moves.Length) - 1]);
        Assert.Equal(RevisionAllowance.For("grid-carbon-intensity")!.Factor, factor, 0.0005);
        AssertShare(others, Allowed, 0.75, 1);
    }

    [Fact]
    public void The_written_digits_alone_covered_no_later_figure_of_carbon_intensity() => AssertShare(Of("ember-2021"), Written, 0, 0);

    [Fact]
    public void The_written_digits_alone_covered_every_later_count_of_developers()
    {
        AssertShare(Of("github-2020"), Written, 1, 1);
        Assert.Equal(1, RevisionAllowance.For("developers")!.Factor);
    }

    /// <summary>Where a few power stations are the whole grid, revisions are larger: the allowance of larger countries holds for two in three.</summary>
    [Fact]
    public void The_allowance_covers_small_territories_less_often()
    {
        AssertShare(Of("ember-2022"), Allowed, 0.65, 0.75);
        AssertShare(Of("ember-2022"), Written, 0.2, 0.3);
    }

    [Fact]
    public void Over_everything_that_was_not_used_to_estimate_it_the_rule_covers_75_percent_or_more() =>
        AssertShare([.. Of("ember-2021").Where((_, i) => i % 2 == 1), .. Of("ember-2022"), .. Of("github-2020")], Allowed, 0.75, 1);

    [Fact]
    public void An_allowance_widens_on_both_sides_and_none_leaves_the_figure_as_it_is()
    {
        var figure = Estimate.FromWrittenDigits("705.1");
        var wide = RevisionAllowance.For("grid-carbon-intensity")!.Widen(figure);
        Assert.Equal(705.1 * 1.096, wide.High, 0.01);
        Assert.Equal(705.1 / 1.096, wide.Low, 0.01);
        Assert.Equal(figure, RevisionAllowance.For("developers")!.Widen(figure));
        Assert.Null(RevisionAllowance.For("datacenter-power"));
    }

    private static Revision[] Of(string vintages) => [.. All.Where(revision => revision.Vintages == vintages)];

    private static Estimate Written(Revision revision) => Estimate.FromWrittenDigits(revision.First);

    private static Estimate Allowed(Revision revision) => RevisionAllowance.For(revision.Indicator)!.Widen(Written(revision));

    private static void AssertShare(Revision[] revisions, Func<Revision, Estimate> interval, double least, double most)
    {
        Assert.NotEmpty(revisions);
        var covered = revisions.Count(revision => interval(revision).Contains(revision.LaterValue));
        TestContext.Current.TestOutputHelper?.WriteLine($"{covered} of {revisions.Length}");
        Assert.InRange(covered / (double)revisions.Length, least, most);
    }

    private sealed record Revision(string Indicator, string Vintages, string Country, string First, string Later)
    {
        public double LaterValue => double.Parse(Later, CultureInfo.InvariantCulture);

        /// <summary>How far the figure moved, as a logarithm without sign.</summary>
        public double Move => Math.Abs(Math.Log(LaterValue / double.Parse(First, CultureInfo.InvariantCulture)));
    }
}
