using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;

namespace Sovereign.Analytics.Progress;

/// <summary>
/// What progress is judged on: one series of a country, which way is better, and what it is held against. All values are in one unit, of one source,
/// and on one definition. The direction cannot be left out: a series that triples is progress or the opposite, and no default knows which.
/// </summary>
public sealed class ProgressCase
{
    /// <param name="better">Whether more or less is better.</param>
    /// <param name="own">The country's values, in any order.</param>
    /// <param name="frontier">The values of whom it is compared with, in any order; empty where nobody is.</param>
    /// <param name="target">What the country set itself, if anything.</param>
    /// <exception cref="ArgumentException">Neither way is better, or a series has two values of one period.</exception>
    public ProgressCase(
        Direction better, IEnumerable<TimedEstimate> own, IEnumerable<TimedEstimate>? frontier = null, ProgressTarget? target = null)
    {
        if (better is not (Direction.Higher or Direction.Lower))
            throw new ArgumentException("Where neither way is better there is no progress.", nameof(better));
        (Better, Own, Frontier, Target) = (better, InOrder(own, nameof(own)), InOrder(frontier ?? [], nameof(frontier)), target);
    }

    public Direction Better { get; }

    /// <summary>The country's values in the order of time.</summary>
    public IReadOnlyList<TimedEstimate> Own { get; }

    /// <summary>The values of whom it is compared with, in the order of time.</summary>
    public IReadOnlyList<TimedEstimate> Frontier { get; }

    public ProgressTarget? Target { get; }

    /// <summary>Whether a move of so much, in the unit of the series or as a logarithm, is for the better.</summary>
    internal bool IsBetter(double move) => Better == Direction.Higher ? move > 0 : move < 0;

    private static TimedEstimate[] InOrder(IEnumerable<TimedEstimate> series, string name)
    {
        var ordered = series.OrderBy(point => point.Period).ToArray();
        var twice = ordered.GroupBy(point => point.Period).FirstOrDefault(group => group.Skip(1).Any());
        return twice is null ? ordered : throw new ArgumentException($"The series has two values of {twice.Key}.", name);
    }
}
