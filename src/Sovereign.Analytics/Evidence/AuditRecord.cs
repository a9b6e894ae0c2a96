namespace Sovereign.Analytics.Evidence;

/// <summary>One entry of the audit log, as stored.</summary>
/// <param name="Id">Number of the entry; grows along the chain.</param>
/// <param name="At">When it happened, exact to the microsecond.</param>
/// <param name="Person">Pseudonym of who did it.</param>
/// <param name="Name">What happened, such as <c>version.published</c>.</param>
/// <param name="Subject">What it happened to.</param>
/// <param name="Details">A JSON object as text: exactly the characters stored, never parsed and written again.</param>
/// <param name="PreviousHash">Hash of the entry before, 64 lower-case hexadecimal digits; <see cref="AuditChain.Start"/> for the first.</param>
/// <param name="Hash">What <see cref="AuditChain.HashOf"/> gives for all of the above.</param>
public sealed record AuditRecord(
    long Id, DateTimeOffset At, string Person, string Name, string Subject, string Details, string PreviousHash, string Hash);
