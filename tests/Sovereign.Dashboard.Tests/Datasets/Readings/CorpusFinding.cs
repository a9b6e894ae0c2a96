namespace Sovereign.Dashboard.Tests.Datasets.Readings;

/// <summary>What is wrong with a file.</summary>
/// <param name="Row">Number of the line, or of the row of the sheet, as a person counts it in the file, from 1.</param>
/// <param name="Column">Name of the column in the file's own header; null where the row as a whole is meant.</param>
public sealed record CorpusFinding(string Code, int Row, string? Column);
