namespace Sovereign.Dashboard.Design;

/// <summary>A logarithmic axis over whole decades.</summary>
public sealed class LogAxis : Axis
{
    private readonly int _first;
    private readonly int _last;

    private LogAxis(int first, int last) : base(TicksOf(first, last)) => (_first, _last) = (first, last);

    /// <summary>The fewest whole decades, at least one, that hold all positive <paramref name="values"/>.</summary>
    /// <returns>Null when no value is positive: a logarithmic axis has no place for zero.</returns>
    public static LogAxis? Over(IEnumerable<double> values)
    {
        var shown = values.Where(value => value > 0 && double.IsFinite(value)).ToList();
        if (shown.Count == 0)
            return null;
        var first = (int)Math.Floor(Math.Log10(shown.Min()));
        var last = (int)Math.Ceiling(Math.Log10(shown.Max()));
        return new LogAxis(first, Math.Max(last, first + 1));
    }

    /// <summary>Where a positive value stands; values outside the axis stand at its nearer end.</summary>
    public override double Place(double value) =>
        value <= 0 ? 0 : Math.Clamp((Math.Log10(value) - _first) / (_last - _first) * 100, 0, 100);

    /// <summary>Powers of ten; every second or third one when more than seven decades are covered.</summary>
    private static IEnumerable<double> TicksOf(int first, int last)
    {
        var step = Math.Max(1, (int)Math.Ceiling((last - first) / 7.0));
        for (var decade = first; decade <= last; decade += step)
            yield return Math.Pow(10, decade);
    }
}
