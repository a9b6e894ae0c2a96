namespace Sovereign.Dashboard.Design;

/// <summary>A linear axis from a round number to a round number, with three to six round steps.</summary>
public sealed class LinearAxis : Axis
{
    private LinearAxis(double first, double last, double step)
        : base(Enumerable.Range(0, (int)Math.Round((last - first) / step) + 1).Select(index => first + index * step)) => (First, Last) = (first, last);

    public double First { get; }

    public double Last { get; }

    /// <summary>
    /// The axis for these values. It starts at zero, so that heights can be compared, unless the values lie in a band narrower than
    /// a fifth of their size far from zero.
    /// </summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static LinearAxis Over(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
            throw new ArgumentException("An axis needs at least one value.", nameof(values));
        var (low, high) = (values.Min(), values.Max());
        var narrow = high - low > 0 && high - low < 0.2 * Math.Max(Math.Abs(low), Math.Abs(high));
        if (!narrow)
            (low, high) = (Math.Min(low, 0), Math.Max(high, 0));
        if (low == high)
            high = low + 1;
        var step = RoundStep((high - low) / 4);
        return new LinearAxis(Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, step);
    }

    public override double Place(double value) => (value - First) / (Last - First) * 100;

    private static double RoundStep(double rough)
    {
        var decade = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / decade) switch
        {
            <= 1 => decade,
            <= 2 => 2 * decade,
            <= 5 => 5 * decade,
            _ => 10 * decade,
        };
    }
}
