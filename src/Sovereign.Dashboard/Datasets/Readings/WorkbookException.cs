namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>A workbook could not be read to its end.</summary>
public sealed class WorkbookException(string message, Exception inner) : Exception(message, inner);
