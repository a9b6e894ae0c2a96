using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Datasets.Reference;

/// <summary>Collects what an edition changes in reference data.</summary>
internal sealed class RevisionChanges(PortalDb db, int edition, Func<Task<int>> nextId)
{
    /// <summary>Rows added or succeeded so far.</summary>
    public int Count { get; private set; }

    /// <summary>Makes <paramref name="wanted"/> stand in place of the row that <paramref name="isSame"/> finds, unless that one is equal.</summary>
    /// <returns>The id of the row that stands.</returns>
    public async Task<int> StandAsync<T>(List<T> standing, Func<T, bool> isSame, T wanted, Func<T, T, bool> equal, int? id = null)
        where T : Revision
    {
        var old = standing.FirstOrDefault(isSame);
        if (old is not null && equal(old, wanted)) return old.Id;

        Count++;
        wanted.Id = old?.Id ?? id ?? await nextId();
        wanted.EditionFrom = edition;
        if (old is not null)
        {
            old.EditionTo = edition;
            standing.Remove(old);
        }

        standing.Add(wanted);
        db.Set<T>().Add(wanted);
        return wanted.Id;
    }
}
