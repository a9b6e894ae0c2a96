namespace Sovereign.Dashboard.Tests.Datasets.Readings;

/// <summary>An observation that the author of a file meant.</summary>
/// <param name="Value">Exact text in the unit of the indicator, digits as written; the point moves with the unit.</param>
/// <param name="Status">Null where the file marks none.</param>
/// <param name="Note">Null where nothing is expected of it.</param>
public sealed record CorpusRow(string Indicator, string Country, string Period, string Value, string? Status, string? Note);
