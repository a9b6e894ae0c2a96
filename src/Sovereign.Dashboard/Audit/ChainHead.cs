namespace Sovereign.Dashboard.Audit;

/// <summary>The end of the log's chain. Whoever notes it down can prove later that nothing before it was changed or cut off.</summary>
/// <param name="Id">Number of the last entry; null when there is none.</param>
/// <param name="Hash">Its hash, 64 hexadecimal digits; zeros when there is none.</param>
/// <param name="Entries">How many entries there are.</param>
/// <param name="At">When the last entry says it happened.</param>
public sealed record ChainHead(long? Id, string Hash, long Entries, DateTimeOffset? At);
