using CsCheck;
using Sovereign.Analytics.Fleet;
using Xunit;

namespace Sovereign.Analytics.Tests.Fleet;

public sealed class DisclosureTests
{
    [Theory]
    [InlineData("1 1 1 1 1", true)]
    [InlineData("1 1 1 1", false)]
    [InlineData("7 1 1 0.5 0.5", true)]
    [InlineData("7.1 1 1 0.5 0.4", false)]
    [InlineData("1 1 1 1 0", false)]
    public void A_figure_is_free_from_five_operators_of_whom_none_has_more_than_seven_tenths(string parts, bool isFree)
    {
        double[] numbers = [.. parts.Split(' ').Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture))];

        Assert.Equal(isFree, Disclosure.IsFree(numbers.Select((number, i) => new Contribution($"operator-{i}", number, 1))));
        Assert.Equal(isFree, Disclosure.IsFree(numbers.Select((number, i) => new Contribution($"operator-{i}", 1, number))));
    }

    [Fact]
    public void Engines_of_one_operator_are_one() => Assert.False(
        Disclosure.IsFree(Enumerable.Range(0, 8).Select(i => new Contribution($"operator-{i % 4}", 1, 1))));

    [Fact]
    public void Many_small_engines_of_one_operator_can_be_too_much() => Assert.False(
        Disclosure.IsFree([.. Equal(5, 1), .. Enumerable.Repeat(new Contribution("operator-0", 1, 1), 20)]));

    [Fact]
    public void A_numerator_that_is_zero_for_all_singles_out_nobody()
    {
        Assert.True(Disclosure.IsFree(Enumerable.Range(0, 5).Select(i => new Contribution($"operator-{i}", 0, 1))));
        Assert.False(Disclosure.IsFree(Enumerable.Range(0, 5).Select(i => new Contribution($"operator-{i}", i == 0 ? 1 : 0, 1))));
    }

    [Fact]
    public void Nobody_is_not_free() => Assert.False(Disclosure.IsFree([]));

    /// <summary>What one operator does in the third cell is the total less the other two: the smaller of them goes too.</summary>
    [Fact]
    public void One_confidential_cell_takes_the_smallest_other_with_it()
    {
        var cells = Cells(("a", Equal(7, 10)), ("b", Equal(6, 50)), ("c", Equal(1, 1)));

        Assert.Equal(["a"], Disclosure.FreeCells(cells, isTotalPublished: true));
        Assert.Equal(["a", "b"], Disclosure.FreeCells(cells, isTotalPublished: false).Order());
    }

    [Fact]
    public void Two_confidential_cells_of_one_operator_take_a_third()
    {
        var cells = Cells(("a", Equal(7, 10)), ("b", Equal(6, 5)), ("c", Equal(1, 1)), ("d", Equal(1, 2)));

        Assert.Equal(["a"], Disclosure.FreeCells(cells, isTotalPublished: true));
    }

    [Fact]
    public void Confidential_cells_that_are_free_together_take_nothing()
    {
        var cells = Cells(
            ("a", Equal(6, 10)),
            ("b", [new("operator-0", 1, 1), new("operator-1", 1, 1), new("operator-2", 1, 1)]),
            ("c", [new("operator-3", 1, 1), new("operator-4", 1, 1)]));

        Assert.Equal(["a"], Disclosure.FreeCells(cells, isTotalPublished: true));
    }

    /// <summary>Five operators in the smaller one, yet together one of them has 5 + 60 of 85: the other cell goes as well.</summary>
    [Fact]
    public void Cells_go_until_what_is_withheld_is_free()
    {
        var cells = Cells(("a", Equal(6, 100)), ("b", Equal(5, 5)), ("c", [new("operator-0", 60, 60)]));

        Assert.Empty(Disclosure.FreeCells(cells, isTotalPublished: true));
    }

    [Fact]
    public void Of_equal_cells_the_first_by_code_goes()
    {
        var cells = Cells(("b", Equal(6, 5)), ("a", Equal(6, 5)), ("c", Equal(1, 1)));

        Assert.Equal(["b"], Disclosure.FreeCells(cells, isTotalPublished: true));
    }

    /// <summary>Tokens per joule and joules per token: what one withholds the other must not give away.</summary>
    [Fact]
    public void A_ratio_turned_over_withholds_the_same_cells() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[1, 100], Gen.Int[1, 100]).Array[1, 60].Sample(engines =>
        {
            Assert.Equal(FreeCells(isTurned: false).Order(), FreeCells(isTurned: true).Order());

            IReadOnlySet<string> FreeCells(bool isTurned) => Disclosure.FreeCells(
                engines.GroupBy(engine => engine.Item2).ToDictionary(
                    cell => $"cell-{cell.Key}",
                    cell => (IReadOnlyList<Contribution>)
                    [
                        .. cell.Select(engine => isTurned
                            ? new Contribution($"operator-{engine.Item1}", engine.Item4, engine.Item3)
                            : new Contribution($"operator-{engine.Item1}", engine.Item3, engine.Item4)),
                    ]),
                isTotalPublished: true);
        });

    /// <summary>Whoever subtracts all published cells from the total learns a figure that could have been published itself, or nothing.</summary>
    [Fact]
    public void What_the_published_cells_leave_of_the_total_is_free_or_nothing() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[1, 100]).Array[1, 40].Sample(engines =>
        {
            var cells = engines.GroupBy(engine => engine.Item2).ToDictionary(
                cell => $"cell-{cell.Key}",
                cell => (IReadOnlyList<Contribution>)[.. cell.Select(engine => new Contribution($"operator-{engine.Item1}", engine.Item3, engine.Item3))]);
            var isTotalFree = Disclosure.IsFree(cells.Values.SelectMany(cell => cell));
            var free = Disclosure.FreeCells(cells, isTotalFree);
            Assert.All(free, code => Assert.True(Disclosure.IsFree(cells[code])));
            var withheld = cells.Where(cell => !free.Contains(cell.Key)).SelectMany(cell => cell.Value).ToArray();
            Assert.True(!isTotalFree || withheld.Length == 0 || Disclosure.IsFree(withheld));
        });

    private static Contribution[] Equal(int operators, double each) =>
        [.. Enumerable.Range(0, operators).Select(i => new Contribution($"operator-{i}", each, each))];

    private static Dictionary<string, IReadOnlyList<Contribution>> Cells(params (string Code, Contribution[] Parts)[] cells) =>
        cells.ToDictionary(cell => cell.Code, cell => (IReadOnlyList<Contribution>)cell.Parts);
}
