using Sovereign.Analytics.Evidence;
using Sovereign.Dashboard.Exports;

namespace Sovereign.Dashboard.Audit;

/// <summary>The columns in which the log leaves the system: all that is hashed, so that whoever has the list can check the chain.</summary>
public static class AuditTables
{
    public static readonly IReadOnlyList<Column<AuditEntry>> Entries =
    [
        new("id", entry => entry.Id),
        new("at", entry => AuditChain.Instant(entry.At)),
        new("person", entry => entry.Person),
        new("name", entry => entry.Name),
        new("subject", entry => entry.Subject),
        // A string that holds JSON: an object would be spaced anew by whoever reads it, and its hash with it.
        new("details", entry => entry.Details),
        new("previousHash", entry => Convert.ToHexStringLower(entry.PreviousHash)),
        new("hash", entry => Convert.ToHexStringLower(entry.Hash)),
    ];
}
