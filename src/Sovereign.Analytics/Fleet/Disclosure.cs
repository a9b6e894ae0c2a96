using Sovereign.Analytics.Rollups;

namespace Sovereign.Analytics.Fleet;

/// <summary>
/// What of national figures may be published without showing what one operator does.
/// <para>
/// <b>A figure</b> is free when at least <see cref="FewestOperators"/> operators contribute to its numerator and to its denominator, and none has more than
/// <see cref="LargestShare"/> of either: the threshold rule and the (n,k)-dominance rule with n = 1, k = 70 (A. Hundepool et al., "Statistical Disclosure Control",
/// Wiley 2012, chapter 4). Both sides are judged, for a ratio whose numerator is one operator's is that operator's figure. A numerator that is zero for all is
/// free: it singles out nobody. Otherwise the figure is confidential, <c>C</c> of SDMX's code list CL_CONF_STATUS.
/// </para>
/// <para>
/// <b>Cells of a breakdown</b> whose total is published can be computed from the others. So the cells withheld must together be free as well, as if they were
/// one: while they are not, the published one of fewest engines joins them, of equal ones the first by code. One confidential cell alone is never free, so at
/// least one other always goes with it; two cells of one operator take a third. The smallest is told by engines and not by a sum, so that tokens per joule and
/// joules per token withhold the same cells: otherwise each would give away what the other withholds. Such a cell is withheld for others' sake, and marked the
/// same, for to mark it otherwise would show which is which.
/// </para>
/// <para>
/// Not covered: operators who add up what they know; comparing a figure of one day with that of the next, between which one operator came or went.
/// </para>
/// </summary>
public static class Disclosure
{
    public const int FewestOperators = 5;

    public const double LargestShare = 0.7;

    /// <summary>Whether a sum over these contributions may be published. The order of the contributions does not matter.</summary>
    public static bool IsFree(IEnumerable<Contribution> contributions)
    {
        var operators = contributions.GroupBy(contribution => contribution.Operator, StringComparer.Ordinal)
            .Select(own => (
                Numerator: SortedSum.Of(own.Select(contribution => contribution.Numerator)),
                Denominator: SortedSum.Of(own.Select(contribution => contribution.Denominator))))
            .ToArray();
        return IsFree([.. operators.Select(own => own.Denominator)])
            && (operators.All(own => own.Numerator == 0) || IsFree([.. operators.Select(own => own.Numerator)]));
    }

    /// <summary>Which cells of a breakdown may be published.</summary>
    /// <param name="cells">The contributions of each cell, by the cell's code.</param>
    /// <param name="isTotalPublished">Whether the sum of all cells is published.</param>
    /// <returns>The codes of the cells that are free.</returns>
    public static IReadOnlySet<string> FreeCells(IReadOnlyDictionary<string, IReadOnlyList<Contribution>> cells, bool isTotalPublished)
    {
        var free = cells.Where(cell => IsFree(cell.Value)).Select(cell => cell.Key)
            .OrderBy(code => cells[code].Count)
            .ThenBy(code => code, StringComparer.Ordinal)
            .ToList();
        while (isTotalPublished && free.Count > 0 && free.Count < cells.Count
            && !IsFree(cells.Where(cell => !free.Contains(cell.Key)).SelectMany(cell => cell.Value)))
            free.RemoveAt(0);
        return free.ToHashSet(StringComparer.Ordinal);
    }

    private static bool IsFree(double[] parts) =>
        parts.Count(part => part > 0) >= FewestOperators && parts.Max() <= LargestShare * SortedSum.Of(parts);
}
