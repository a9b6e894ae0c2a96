using System.Globalization;
using Sovereign.Analytics.Evidence;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Audit;

/// <summary>What a walk along the log found.</summary>
/// <param name="CheckedAt">When the walk began.</param>
/// <param name="Entries">Entries that hold: all, or those before the fault.</param>
/// <param name="HeadId">Number of the last of them; null when there is none.</param>
/// <param name="Head">Hash of the last of them.</param>
/// <param name="Fault">What is wrong first; null when all of the log holds.</param>
public sealed record ChainReport(DateTimeOffset CheckedAt, long Entries, long? HeadId, string Head, ChainFault? Fault)
{
    /// <summary>One sentence with count and head, or with the first entry that does not hold.</summary>
    public string Sentence =>
        Fault is not null ? Fault.Sentence
        : HeadId is not { } id ? "The chain holds: it has no entry yet."
        : string.Create(
            CultureInfo.InvariantCulture, $"The chain holds: {Numbers.Whole(Entries)} {(Entries == 1 ? "entry" : "entries")}, the last is {id} with the hash {Head}.");
}
