namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>What one column of the long format holds, and what the checks take in it.</summary>
/// <param name="Name">As in the header.</param>
/// <param name="IsRequired">Whether a file must have it, and each row a value in it.</param>
/// <param name="Type"><c>string</c> or <c>number</c>, as in a Table Schema.</param>
/// <param name="Holds">What it holds, in a few words.</param>
/// <param name="WhenEmpty">What an empty cell, or a file without the column, stands for; null where that is an error or says nothing.</param>
/// <param name="Codes">The closed list of what may stand in it; empty where the list is open or too long to print.</param>
/// <param name="Pattern">A regular expression that every value matches; null where there is none.</param>
public sealed record ColumnRule(
    string Name, bool IsRequired, string Type, string Holds, string? WhenEmpty, IReadOnlyList<CodeMeaning> Codes, string? Pattern = null);
