using System.Text.Json.Serialization;

namespace Sovereign.Dashboard.Tests.Datasets.Readings;

/// <summary>How the author of a file wrote it. What does not apply to the kind of file is null.</summary>
/// <param name="Encoding"><c>utf-8</c>, <c>utf-16</c> or <c>windows-1252</c>; null for workbooks.</param>
/// <param name="HeaderRow">Number of the line, or of the row of the sheet, of the first row of the header, from 1.</param>
/// <param name="HeaderRows">How many rows the header has; null for one.</param>
/// <param name="UnitsRow">Number of the row of units under the header, if there is one.</param>
/// <param name="Sheet">Name of the sheet to read, where the file is a workbook.</param>
/// <param name="Sheets">Names of the sheets that are read together, each the period of its rows.</param>
public sealed record CorpusReading(
    string? Encoding, string? Separator, [property: JsonPropertyName("decimal")] string? DecimalMark, int HeaderRow, string Shape, int? HeaderRows, int? UnitsRow, string? Sheet,
    IReadOnlyList<string>? Sheets);
