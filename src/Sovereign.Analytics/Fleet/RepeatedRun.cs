using Sovereign.Analytics.Rollups;

namespace Sovereign.Analytics.Fleet;

/// <summary>
/// A stretch of an engine's day that repeats an earlier one bit for bit: what remains visible of batches sent again under new times.
/// <para>
/// Ten steps must agree, at least <see cref="Distinct"/> of them different from each other, so that an engine under even load, or a benchmark in a loop of a few
/// requests, accuses itself of nothing. Not seen: a replay with small changes, shorter than ten steps, or of another day or engine.
/// </para>
/// </summary>
/// <param name="First">When the original begins: milliseconds since 1970-01-01 UTC.</param>
/// <param name="Second">When the repetition begins.</param>
public sealed record RepeatedRun(long First, long Second)
{
    /// <summary>How many steps must agree.</summary>
    public const int Length = 10;

    /// <summary>How many of them must differ from each other.</summary>
    public const int Distinct = 8;

    /// <summary>
    /// The first repetition in the readings of a counter, in order of time: of the time between two readings, to the millisecond, and the rise in it. A shift of
    /// any length is seen.
    /// </summary>
    public static RepeatedRun? InReadings(ReadOnlySpan<Reading> readings)
    {
        var steps = new List<Step>(readings.Length);
        for (var i = 1; i < readings.Length; i++)
        {
            var rise = readings[i].Value - readings[i - 1].Value;
            // A fall begins the counter anew; no run goes over it.
            steps.Add(new(readings[i].At, readings[i].At - readings[i - 1].At, rise > 0 ? rise : null, 0, 0));
        }
        return Find(steps);
    }

    /// <summary>
    /// The first repetition in the minutes of an engine, in order of time: of tokens of both kinds and joules. A shift by whole minutes is seen.
    /// </summary>
    public static RepeatedRun? InMinutes(IReadOnlyList<EngineMinute> minutes)
    {
        var steps = new List<Step>(minutes.Count);
        for (var i = 0; i < minutes.Count; i++)
        {
            var minute = minutes[i];
            var since = i == 0 ? 0 : minute.Start - minutes[i - 1].Start;
            steps.Add(new(minute.Start, since, minute.GeneratedTokens > 0 ? minute.GeneratedTokens : null, minute.PromptTokens, minute.GpuEnergyJoules));
        }
        return Find(steps);
    }

    /// <summary>One step; a null <paramref name="Main"/> ends every run.</summary>
    private readonly record struct Step(long At, long Since, double? Main, double? Second, double? Third)
    {
        public bool Repeats(Step other) => Main == other.Main && Second == other.Second && Third == other.Third;
    }

    private static RepeatedRun? Find(List<Step> steps)
    {
        var seen = new Dictionary<int, List<int>>();
        for (var start = 0; start + Length <= steps.Count; start++)
        {
            if (!IsTelling(steps, start))
                continue;
            var hash = Hash(steps, start);
            if (!seen.TryGetValue(hash, out var earlier))
                seen.Add(hash, earlier = []);
            foreach (var first in earlier)
            {
                if (IsSame(steps, first, start))
                    return new(steps[first].At, steps[start].At);
            }
            earlier.Add(start);
        }
        return null;
    }

    private static bool IsTelling(List<Step> steps, int start)
    {
        var mains = new HashSet<double>(Length);
        for (var i = start; i < start + Length; i++)
        {
            if (steps[i].Main is not { } main)
                return false;
            mains.Add(main);
        }
        return mains.Count >= Distinct;
    }

    // The time before the first step of a run is that of the seam, which a replay cannot keep.
    private static bool IsSame(List<Step> steps, int first, int second)
    {
        for (var i = 0; i < Length; i++)
        {
            if (!steps[first + i].Repeats(steps[second + i]) || (i > 0 && steps[first + i].Since != steps[second + i].Since))
                return false;
        }
        return true;
    }

    private static int Hash(List<Step> steps, int start)
    {
        var hash = new HashCode();
        for (var i = start; i < start + Length; i++)
            hash.Add(steps[i].Main);
        return hash.ToHashCode();
    }
}
