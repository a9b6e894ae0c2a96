using System.Collections.Concurrent;

namespace Sovereign.Dashboard.Datasets;

/// <summary>What is read once an edition and kept for the newest few: an edition never changes, and what speaks of all of it may rest on millions of rows.</summary>
internal sealed class KeptByEdition<T>
{
    private const int Kept = 8;

    private readonly ConcurrentDictionary<int, Task<T>> kept = new();

    /// <summary>What was read of the edition with this number; read now when it was not yet, or when reading failed.</summary>
    /// <param name="edition">Number of the edition.</param>
    /// <param name="read">Reads. Not to be cancelled with the reader who happens to ask first: others wait for it too.</param>
    public Task<T> GetAsync(int edition, Func<Task<T>> read)
    {
        if (kept.TryGetValue(edition, out var known) && !known.IsFaulted) return known;
        foreach (var old in kept.Keys.Order().SkipLast(Kept - 1)) kept.TryRemove(old, out _);
        return kept[edition] = read();
    }
}
