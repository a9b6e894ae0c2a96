using System.Globalization;

namespace Sovereign.Analytics.Evidence;

/// <summary>
/// Walks an audit log entry by entry, in the order of their numbers, and stops believing at the first that does not hold. Keeps no entry, so a log
/// of any length can be walked.
/// </summary>
/// <param name="earlierHead">
/// A hash noted down earlier, which the log must still contain. Without it a log whose last entries were cut off looks whole: nothing inside it can tell.
/// </param>
public sealed class AuditChainWalk(string? earlierHead = null)
{
    // The log of a portal that has just begun is empty, and a head noted down then is in every log.
    private bool headSeen = earlierHead is null or AuditChain.Start;

    /// <summary>Entries that hold.</summary>
    public long Entries { get; private set; }

    /// <summary>Number of the last entry that holds; null before the first.</summary>
    public long? HeadId { get; private set; }

    /// <summary>Hash of the last entry that holds; <see cref="AuditChain.Start"/> before the first.</summary>
    public string Head { get; private set; } = AuditChain.Start;

    /// <summary>What was found wrong first; null while everything holds.</summary>
    public ChainFault? Fault { get; private set; }

    /// <summary>Takes the next entry.</summary>
    /// <returns>False when something is wrong; there is no use in going on then.</returns>
    public bool Take(AuditRecord entry)
    {
        Fault ??= Judge(entry);
        if (Fault is not null) return false;
        Entries++;
        HeadId = entry.Id;
        Head = entry.Hash;
        headSeen |= Head == earlierHead;
        return true;
    }

    /// <summary>Says that there are no more entries.</summary>
    /// <returns>What is wrong, if anything.</returns>
    public ChainFault? End()
    {
        if (Fault is null && !headSeen)
        {
            Fault = new ChainFault(
                ChainFaultKind.HeadIsMissing, null,
                $"No entry has the hash {earlierHead}: the end of the log was cut off since that head was noted down, or the log was written anew.");
        }

        return Fault;
    }

    private ChainFault? Judge(AuditRecord entry)
    {
        var id = Digits(entry.Id);
        if (entry.Id <= HeadId)
            return new ChainFault(ChainFaultKind.OutOfOrder, entry.Id, $"Entry {id} comes after entry {Digits(HeadId.Value)}: the order was changed.");
        if (AuditChain.HashOf(entry) != entry.Hash)
            return new ChainFault(ChainFaultKind.Changed, entry.Id, $"Entry {id} was changed: its content does not give the hash it carries.");
        if (entry.PreviousHash == Head) return null;
        var sentence = HeadId is not { } before ? $"Entry {id} is not the first that was written: entries before it are missing."
            : entry.Id > before + 1 ? $"Entry {id} does not follow on entry {Digits(before)}: entries between them are missing, or entry {Digits(before)} was written anew."
            : $"Entry {id} does not follow on entry {Digits(before)}: one was put in, taken out or written anew there.";
        return new ChainFault(ChainFaultKind.DoesNotFollow, entry.Id, sentence);
    }

    private static string Digits(long id) => id.ToString(CultureInfo.InvariantCulture);
}
