using Sovereign.Analytics.Periods;

namespace Sovereign.Analytics.Progress;

/// <summary>What a country set itself: a value to be reached by a period, counted from the figure of a base period.</summary>
public sealed record ProgressTarget
{
    /// <param name="value">The value to reach, in the unit of the series. It was decided, not measured, and is exact.</param>
    /// <param name="from">The period whose figure is the base.</param>
    /// <param name="due">The period by which the value is to be reached.</param>
    /// <exception cref="ArgumentException">The value is not finite, or the target is not due after its base.</exception>
    public ProgressTarget(double value, Period from, Period due)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException("A target is a finite number.", nameof(value));
        if (due.YearsAfter(from) <= 0)
            throw new ArgumentException($"A target of {due} is not due after its base of {from}.", nameof(due));
        (Value, From, Due) = (value, from, due);
    }

    public double Value { get; }

    public Period From { get; }

    public Period Due { get; }

    /// <summary>The share of the time that has passed in a period: 0 at the base, 1 when the target is due.</summary>
    public double ShareOfTime(Period at) => at.YearsAfter(From) / Due.YearsAfter(From);
}
