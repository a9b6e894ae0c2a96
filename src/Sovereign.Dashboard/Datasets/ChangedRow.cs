namespace Sovereign.Dashboard.Datasets;

/// <summary>One observation that publishing a draft would add or change.</summary>
/// <param name="Line">Line in the file as received.</param>
/// <param name="Kind">added or changed.</param>
/// <param name="Before">Published digits; null for an added one.</param>
/// <param name="After">Digits in the file, in the indicator's unit.</param>
public sealed record ChangedRow(
    long Line, string Kind, string Indicator, string Country, string Period, string Definition, string Source, string? Before, string After);
