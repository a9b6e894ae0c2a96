namespace Sovereign.Dashboard.Design;

/// <summary>An axis that begins and ends at round numbers.</summary>
public abstract class Axis(IEnumerable<double> ticks)
{
    /// <summary>The values to label, ascending.</summary>
    public IReadOnlyList<double> Ticks { get; } = [.. ticks];

    /// <summary>Where a value stands: 0 at the axis' start, 100 at its end, so that it can be used as per cent of a width.</summary>
    public abstract double Place(double value);
}
