namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>A workbook cannot be read, and that is the workbook's fault.</summary>
public sealed class WorkbookException(string message, Exception? fault = null) : Exception(message, fault);
