namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>
/// Takes the <c>_created</c> lines out of a page: they say when a counter, histogram or summary began. OpenMetrics has them in the family, Python's client writes them as
/// gauges of their own into text 0.0.4. A metric of that ending without such a family stays what it is.
/// </summary>
internal static class ExpositionStarts
{
    internal const string Suffix = "_created";

    /// <summary>Marks the lines and gives the starts, in milliseconds since 1970, by the group of the series they belong to.</summary>
    public static Dictionary<UInt128, long> Take(ExpositionPage page)
    {
        var starts = new Dictionary<UInt128, long>();
        foreach (ref var sample in page.SampleSpan)
        {
            var metric = page.MetricOf(sample);
            if (!metric.EndsWith("_created"u8) || sample.Part == ExpositionPart.Repeat || page.FamilyOfStart(metric[..^Suffix.Length]) is not { } family) continue;
            sample.Part = ExpositionPart.Created;
            if (WireTime.TryOfSeconds(sample.Value, out var milliseconds)) starts.TryAdd(page.GroupOf(sample, family), milliseconds);
        }

        return starts;
    }
}
