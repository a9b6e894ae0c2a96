using Sovereign.EngineSimulator.Engines;

namespace Sovereign.EngineSimulator.Wire;

/// <summary>What a Prometheus makes of an engine's page: each series with the labels <c>job</c> and <c>instance</c>, sorted as it sends them.</summary>
internal static class ScrapedSeries
{
    public static IEnumerable<(string Name, string Value)[]> Of(SimulatedEngine engine)
    {
        foreach (var metric in engine.Metrics)
        {
            foreach (var (name, bound) in metric.Series())
            {
                IEnumerable<(string Name, string Value)> labels =
                    [("__name__", name), .. metric.Labels, ("instance", $"{engine.Code}:8000"), ("job", name.StartsWith("DCGM_", StringComparison.Ordinal) ? "dcgm" : engine.Software)];
                yield return [.. (bound is null ? labels : labels.Append((Name: "le", Value: bound))).OrderBy(label => label.Name, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The number of each of <see cref="Of"/>, in the same order.</summary>
    public static double[] Numbers(SimulatedEngine engine)
    {
        var numbers = new double[engine.Metrics.Sum(metric => metric.Numbers)];
        var at = 0;
        foreach (var metric in engine.Metrics)
        {
            metric.CopyTo(numbers.AsSpan(at));
            at += metric.Numbers;
        }

        return numbers;
    }
}
