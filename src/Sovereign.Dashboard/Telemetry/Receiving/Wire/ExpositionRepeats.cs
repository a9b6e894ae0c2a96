using System.IO.Hashing;

namespace Sovereign.Dashboard.Telemetry.Receiving.Wire;

/// <summary>Finds series that a page names twice for the same time; the first stands. A page may hold several times of one series, where it states them.</summary>
internal static class ExpositionRepeats
{
    public static void Mark(ExpositionPage page)
    {
        var seen = new HashSet<(UInt128, long)>(page.Samples.Count);
        foreach (ref var sample in page.SampleSpan)
        {
            if (!seen.Add((XxHash128.HashToUInt128(page.IdentityOf(sample)), sample.At))) sample.Part = ExpositionPart.Repeat;
        }
    }
}
