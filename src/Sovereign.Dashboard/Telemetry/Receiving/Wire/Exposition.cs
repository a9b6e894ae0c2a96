namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>
/// Reads one page of Prometheus text (0.0.4) or OpenMetrics (1.0), all or nothing: the page is read and checked to its end before the sink sees any of it, for a page cut
/// short looks like series that vanished. Sources: https://prometheus.io/docs/instrumenting/exposition_formats/ and
/// https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md
/// </summary>
/// <remarks>
/// More than the formats ask for is taken where real engines write it: a last line without its end (the transport knows whether the body is whole), exponents of three
/// digits, labels in any order. Less is taken where it cannot be told from damage: CR before a line's end, and bytes that are not UTF-8.
/// </remarks>
public static class Exposition
{
    /// <summary>Puts the samples of a page into a sink. A histogram that contradicts itself is refused as a family, a series named twice is counted; exemplars are dropped.</summary>
    /// <param name="page">The page, decompressed.</param>
    /// <param name="format">Of its Content-Type.</param>
    /// <param name="sink">Where the samples go; untouched when the reader throws.</param>
    /// <param name="mostSamples">Samples a page may have.</param>
    /// <exception cref="UnreadableBodyException">The page is broken, with the line and a sentence; or it has too many samples.</exception>
    public static WireCounts Read(ReadOnlySpan<byte> page, ExpositionFormat format, ISampleSink sink, int mostSamples)
    {
        var read = new ExpositionPage(format, mostSamples);
        read.Read(page);
        ExpositionRepeats.Mark(read);
        ExpositionHistograms.Check(read);
        var starts = ExpositionStarts.Take(read);
        Emit(read, starts, sink);
        return new WireCounts(read.Samples.Count, 0);
    }

    private static void Emit(ExpositionPage page, Dictionary<UInt128, long> starts, ISampleSink sink)
    {
        var naming = new SeriesNaming();
        foreach (ref readonly var sample in page.SampleSpan)
        {
            if (sample.Part == ExpositionPart.Created) continue;
            if (sample.Part == ExpositionPart.Repeat)
            {
                sink.Reject(RejectReason.RepeatedSeries, 1, sample.Family.Name);
                continue;
            }

            if (sample.Family.Fault is { } fault)
            {
                sink.Reject(fault, 1, sample.Family.Name);
                continue;
            }

            var identity = page.IdentityOf(sample);
            if (identity.Length > SampleAllowance.LongestIdentity)
            {
                sink.Reject(RejectReason.LabelTooLong, 1, sample.Family.Name);
                continue;
            }

            var slot = sink.Find(identity);
            if (slot < 0)
            {
                if (Name(naming, identity, (DeclaredType)identity[1], out var why) is not { } name)
                {
                    sink.Reject(why, 1, naming.Example);
                    continue;
                }

                slot = sink.Add(identity, name);
            }

            sink.Sample(slot, sample.At, sample.Value, starts.GetValueOrDefault(sample.Group));
        }
    }

    private static SeriesName? Name(SeriesNaming naming, ReadOnlySpan<byte> identity, DeclaredType type, out RejectReason why)
    {
        var parts = identity[2..];
        naming.Begin().Metric(WireBytes.TakeCounted(ref parts));
        while (!parts.IsEmpty) naming.Label(WireBytes.TakeCounted(ref parts), WireBytes.TakeCounted(ref parts));
        return naming.Finish(type, Temporality.Cumulative, out why);
    }
}
