using System.Globalization;

namespace Sovereign.EngineSimulator.Engines;

/// <summary>A metric of one engine under one set of labels, and what it says at present.</summary>
/// <param name="name">As the engine spells it; of a histogram without <c>_bucket</c>, <c>_sum</c> and <c>_count</c>.</param>
/// <param name="kind">As declared.</param>
/// <param name="labels">Its own labels, without those a scraper adds.</param>
/// <param name="bounds">Upper bounds of a histogram, ascending, without +Inf.</param>
/// <param name="outlivesRestarts">Belongs to the machine and not to the engine's process.</param>
public sealed class Metric(string name, MetricKind kind, (string Name, string Value)[] labels, double[]? bounds = null, bool outlivesRestarts = false)
{
    private readonly double[] upTo = bounds is null ? [] : new double[bounds.Length + 1];

    public string Name => name;

    public MetricKind Kind => kind;

    public IReadOnlyList<(string Name, string Value)> Labels => labels;

    /// <summary>Bounds of a histogram; empty for what is none.</summary>
    public ReadOnlySpan<double> Bounds => bounds;

    /// <summary>Observations up to each bound, the last of all.</summary>
    public ReadOnlySpan<double> UpTo => upTo;

    /// <summary>The number of a counter or gauge, or the sum of a histogram.</summary>
    public double Value { get; private set; }

    /// <summary>All that was ever added, restarts or not: what a receiver must find out.</summary>
    public double Added { get; private set; }

    /// <summary>How many numbers it says: one, or those of all buckets with sum and count.</summary>
    public int Numbers => kind == MetricKind.Histogram ? upTo.Length + 2 : 1;

    /// <summary>Sets a gauge.</summary>
    public void Set(double value) => Value = value;

    /// <summary>Adds to a counter.</summary>
    public void Add(double more)
    {
        Value += more;
        Added += more;
    }

    /// <summary>Puts one observation into a histogram.</summary>
    public void Observe(double value)
    {
        Add(value);
        for (var i = upTo.Length - 1; i >= 0 && (i == upTo.Length - 1 || value <= bounds![i]); i--) upTo[i]++;
    }

    /// <summary>The engine has started anew.</summary>
    public void Restart()
    {
        if (outlivesRestarts) return;
        Value = 0;
        Array.Clear(upTo);
    }

    /// <summary>The series it is on the wire of Prometheus: name, and the bound of a bucket.</summary>
    public IEnumerable<(string Name, string? Bound)> Series()
    {
        if (kind != MetricKind.Histogram)
        {
            yield return (name, null);
            yield break;
        }

        for (var i = 0; i < upTo.Length; i++) yield return ($"{name}_bucket", i < bounds!.Length ? bounds[i].ToString("0.0##", CultureInfo.InvariantCulture) : "+Inf");
        yield return ($"{name}_sum", null);
        yield return ($"{name}_count", null);
    }

    /// <summary>The number of each of <see cref="Series"/>.</summary>
    public void CopyTo(Span<double> numbers)
    {
        if (kind == MetricKind.Histogram)
        {
            upTo.CopyTo(numbers);
            numbers = numbers[upTo.Length..];
            numbers[1] = upTo[^1];
        }

        numbers[0] = Value;
    }
}
