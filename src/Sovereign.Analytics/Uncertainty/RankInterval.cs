namespace Sovereign.Analytics.Uncertainty;

/// <summary>
/// The places a value may have in an order when every value is known only by its interval: from <see cref="Best"/> to <see cref="Worst"/>, counted
/// from 1, of <see cref="Count"/>. Two values whose intervals overlap are not told apart, so each may stand before the other.
/// </summary>
/// <param name="Best">1 plus the number of values that lie wholly on the better side.</param>
/// <param name="Worst">The count minus the number of values that lie wholly on the worse side.</param>
/// <param name="Count">How many values are in the order.</param>
public readonly record struct RankInterval(int Best, int Worst, int Count)
{
    /// <summary>Whether the place is certain.</summary>
    public bool IsCertain => Best == Worst;

    /// <summary>The rank interval of each value, in the order given.</summary>
    /// <param name="values">Values in one unit.</param>
    /// <param name="lessIsBetter">Whether the smallest is first.</param>
    public static IReadOnlyList<RankInterval> Of(IReadOnlyList<Estimate> values, bool lessIsBetter = false)
    {
        // Two sorted lists of ends answer both counts by binary search.
        double[] lows = [.. values.Select(value => value.Low).Order()];
        double[] highs = [.. values.Select(value => value.High).Order()];
        return
        [
            .. values.Select(value =>
            {
                var (above, below) = (values.Count - CountUpTo(lows, value.High), CountBelow(highs, value.Low));
                var (better, worse) = lessIsBetter ? (below, above) : (above, below);
                return new RankInterval(better + 1, values.Count - worse, values.Count);
            }),
        ];
    }

    /// <summary>How many of the sorted ends are at most the value.</summary>
    private static int CountUpTo(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] <= value) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>How many of the sorted ends are less than the value.</summary>
    private static int CountBelow(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
