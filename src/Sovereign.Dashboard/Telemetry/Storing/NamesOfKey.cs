using System.Collections.Concurrent;

namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>
/// The names under which a key has sent series, each to its slot. Found by a 128-bit hash seeded anew with each start: a collision would need some
/// 10^19 names, and can only mix up series of the key's own.
/// </summary>
public sealed class NamesOfKey(long enrolmentVersion)
{
    private readonly ConcurrentDictionary<UInt128, int> numbers = new();
    private readonly Lock growing = new();
    private readonly HashSet<TrackedSeries> named = [];
    private Slot[] slots = new Slot[64];
    private int count;

    /// <summary>The enrolment by which owners were told; of another one the names are learnt anew.</summary>
    public long EnrolmentVersion => enrolmentVersion;

    public int Count => Volatile.Read(ref count);

    /// <summary>All slots so far.</summary>
    public ReadOnlySpan<Slot> Slots => Volatile.Read(ref slots).AsSpan(0, Count);

    public Slot this[int number] => Volatile.Read(ref slots)[number];

    /// <summary>Number of the slot, or −1.</summary>
    public int Find(UInt128 name) => numbers.TryGetValue(name, out var number) ? number : -1;

    /// <summary>Adds a slot; where two requests bring the name at once, the first one's stands.</summary>
    public int Add(UInt128 name, Slot slot)
    {
        lock (growing)
        {
            if (numbers.TryGetValue(name, out var known)) return known;
            if (count == slots.Length)
            {
                var larger = new Slot[slots.Length * 2];
                slots.CopyTo(larger, 0);
                Volatile.Write(ref slots, larger);
            }

            if (slot.Series is { } series && !named.Add(series)) series.HasSeveralNames = true;
            slots[count] = slot;
            numbers[name] = count;
            return count++;
        }
    }
}
