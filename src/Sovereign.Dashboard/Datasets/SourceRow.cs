namespace Sovereign.Dashboard.Datasets;

/// <summary>One row of a file as received, in cells.</summary>
/// <param name="Line">Line of the file where it begins.</param>
public sealed record SourceRow(long Line, IReadOnlyList<string> Cells);
