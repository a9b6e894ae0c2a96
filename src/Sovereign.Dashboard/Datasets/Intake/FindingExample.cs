namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>The parts of one finding, for the documentation.</summary>
/// <param name="Line">Line in the file as received; the header is line 1, 0 speaks of the whole file.</param>
/// <param name="Column">Column name; null speaks of the whole row.</param>
/// <param name="Value">The cell as received.</param>
public sealed record FindingExample(long Line, string? Column, string? Value, string Problem, string Expected);
