using System.Globalization;
using Sovereign.Analytics.Rollups;
using Sovereign.Dashboard.Telemetry.Mapping;
using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Tests.Telemetry.Mapping;

/// <summary>
/// Three scrapes of an engine in a compact writing: one series a line, <c>name{label="value"} first second third</c>. Before the third the engine
/// was restarted. Read through the map as a store would: increases by the reset rule, folded, reduced, the lowest rank alone.
/// </summary>
internal sealed class Excerpt
{
    private readonly List<(MappedSeries Series, double[] Values)> found = [];

    public Excerpt(string text, string? software)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, labels, values) = Parse(line);
            foreach (var series in MetricMap.Default.Resolve(name, labels, software)) found.Add((series, values));
        }
    }

    public IEnumerable<MappedSeries> Series => found.Select(entry => entry.Series);

    /// <summary>The engine's increase from one scrape to the next; null where it does not offer the signal.</summary>
    public double? Increase(Signal signal, int from) => Reduce(signal, SeriesRole.Counter, (values, factor) =>
        (values[from + 1] < values[from] ? values[from + 1] : values[from + 1] - values[from]) * factor);

    /// <summary>The engine's value at a scrape.</summary>
    public double? Value(Signal signal, int at) => Reduce(signal, SeriesRole.Gauge, (values, factor) => values[at] * factor);

    /// <summary>How many observations a histogram took between two scrapes.</summary>
    public double? Observations(Signal signal, int from) => Reduce(signal, SeriesRole.HistogramCount, (values, _) => values[from + 1] - values[from]);

    public static Label[] Labels(params (string Name, string Value)[] labels) => [.. labels.Select(label => new Label(label.Name, label.Value))];

    private double? Reduce(Signal signal, SeriesRole role, Func<double[], double, double> read)
    {
        var preferred = found.Where(entry => entry.Series.Signal == signal && entry.Series.Role == role)
            .GroupBy(entry => entry.Series.Row.Rank)
            .MinBy(rank => rank.Key);
        if (preferred is null) return null;
        var kept = preferred.GroupBy(entry => (entry.Series.Row.Metric, entry.Series.Row.Line, entry.Series.KeptLabels))
            .Select(same => Combine(same.First().Series.Row.Fold, same.Select(entry => read(entry.Values, entry.Series.Factor))));
        return Combine(preferred.First().Series.Row.Reduce, kept);
    }

    private static double Combine(Reduction how, IEnumerable<double> values) => how switch
    {
        Reduction.Sum => values.Sum(),
        Reduction.Max => values.Max(),
        Reduction.Mean => values.Average(),
        Reduction.Min => values.Min(),
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, null),
    };

    private static (string Name, Label[] Labels, double[] Values) Parse(string line)
    {
        var open = line.IndexOf('{', StringComparison.Ordinal);
        var end = open < 0 ? line.IndexOf(' ', StringComparison.Ordinal) : line.LastIndexOf('}');
        var labels = open < 0
            ? []
            : line[(open + 1)..end].Split("\",", StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split("=\"")).Select(pair => new Label(pair[0], pair[1].TrimEnd('"')));
        var values = line[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(value => double.Parse(value, CultureInfo.InvariantCulture));
        return (open < 0 ? line[..end] : line[..open], [.. labels], [.. values]);
    }
}
