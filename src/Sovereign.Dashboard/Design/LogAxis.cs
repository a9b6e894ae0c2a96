namespace Sovereign.Dashboard.Design;

/// <summary>A logarithmic axis over whole decades. Places run from 0 to 100, per cent of the axis' width.</summary>
public sealed class LogAxis
{
    private readonly int _first;
    private readonly int _last;

    private LogAxis(int first, int last)
    {
        _first = first;
        _last = last;
        Ticks = [.. Enumerable.Range(first, last - first + 1).Where(IsShown).Select(decade => Math.Pow(10, decade))];
    }

    /// <summary>Powers of ten to label, ascending; every second or third one when more than seven decades are covered.</summary>
    public IReadOnlyList<double> Ticks { get; }

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

    /// <summary>Where a positive value stands, in per cent of the width; values outside the axis stand at its nearer end.</summary>
    public double Place(double value) =>
        value <= 0 ? 0 : Math.Clamp((Math.Log10(value) - _first) / (_last - _first) * 100, 0, 100);

    private bool IsShown(int decade) => (decade - _first) % Math.Max(1, (int)Math.Ceiling((_last - _first) / 7.0)) == 0;
}
