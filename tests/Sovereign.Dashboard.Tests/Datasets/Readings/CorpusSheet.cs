using System.Text.Json;

namespace Sovereign.Dashboard.Tests.Datasets.Readings;

/// <summary>A sheet of a workbook of the corpus.</summary>
/// <param name="State"><c>hidden</c> or <c>veryHidden</c>; null for a visible one.</param>
/// <param name="Merges">Ranges of merged cells, such as <c>B1:C1</c>.</param>
/// <param name="HiddenRows">From 1.</param>
/// <param name="HiddenColumns">From 1.</param>
/// <param name="Rows">
/// Cells: null, a text, a number (its digits are kept), or an object: <c>n</c> number as text, <c>f</c> format, <c>formula</c>, <c>s</c> text of a
/// formula, <c>e</c> error value, <c>inline</c> a text inside the cell instead of the shared table.
/// </param>
internal sealed record CorpusSheet(
    string Name, string? State, IReadOnlyList<string>? Merges, IReadOnlyList<int>? HiddenRows, IReadOnlyList<int>? HiddenColumns, IReadOnlyList<IReadOnlyList<JsonElement>> Rows);
