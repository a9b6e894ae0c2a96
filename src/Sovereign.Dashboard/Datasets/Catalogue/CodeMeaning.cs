namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>A code that a column may hold.</summary>
public sealed record CodeMeaning(string Code, string Meaning);
