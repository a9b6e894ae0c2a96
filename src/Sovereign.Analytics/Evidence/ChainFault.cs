namespace Sovereign.Analytics.Evidence;

/// <summary>The first thing wrong with an audit log.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="EntryId">The entry at which it shows; null when what is wrong is that an entry is not there.</param>
/// <param name="Sentence">One sentence that names the entry and says what can have happened.</param>
public sealed record ChainFault(ChainFaultKind Kind, long? EntryId, string Sentence);
