namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>
/// Checks the histograms of a page: counts that do not fall as bounds rise, a bucket without a bound (+Inf), and its count equal to <c>_count</c>. One histogram that does
/// not add up says that the page's writer is wrong about the family, so the family is refused.
/// </summary>
internal static class ExpositionHistograms
{
    public static void Check(ExpositionPage page)
    {
        var samples = page.Samples;
        var parts = new List<int>();
        for (var i = 0; i < samples.Count; i++)
        {
            if (samples[i].Family.Type == DeclaredType.Histogram && samples[i].Part is ExpositionPart.Bucket or ExpositionPart.Count) parts.Add(i);
        }

        // The parts of one histogram side by side, buckets by bound, the count after them.
        parts.Sort((left, right) => Compare(samples[left], samples[right]));
        for (int start = 0, end; start < parts.Count; start = end)
        {
            end = start + 1;
            while (end < parts.Count && IsSameHistogram(samples[parts[start]], samples[parts[end]])) end++;
            var family = samples[parts[start]].Family;
            family.Fault ??= FaultOf(samples, parts[start..end]);
        }
    }

    private static RejectReason? FaultOf(IReadOnlyList<ExpositionSample> samples, List<int> parts)
    {
        var below = 0.0;
        double? infinite = null;
        foreach (var part in parts)
        {
            var sample = samples[part];
            if (sample.Part == ExpositionPart.Count)
            {
                if (infinite is { } all && all != sample.Value) return RejectReason.BucketsNotCumulative;
                continue;
            }

            if (double.IsNaN(sample.Bound) || !(sample.Value >= below)) return RejectReason.BucketsNotCumulative;
            below = sample.Value;
            if (double.IsPositiveInfinity(sample.Bound)) infinite = sample.Value;
        }

        return infinite is null ? RejectReason.BucketsWithoutInfinity : null;
    }

    private static int Compare(in ExpositionSample left, in ExpositionSample right)
    {
        var order = left.Group.CompareTo(right.Group);
        if (order == 0) order = left.At.CompareTo(right.At);
        if (order == 0) order = left.Part.CompareTo(right.Part);
        // NaN sorts before all numbers.
        return order == 0 ? left.Bound.CompareTo(right.Bound) : order;
    }

    private static bool IsSameHistogram(in ExpositionSample left, in ExpositionSample right) => left.Group == right.Group && left.At == right.At;
}
