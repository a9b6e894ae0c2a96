namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>A finding on its way to the database.</summary>
/// <param name="Line">Line in the file as received; the header is line 1, 0 speaks of the whole file.</param>
/// <param name="Column">Column name as in the header; null speaks of the whole row.</param>
/// <param name="Value">The cell as received, cut to what a person can read.</param>
internal sealed record Found(FindingCode Code, string File, long Line, string? Column, string? Value, string Problem, string Expected)
{
    private const int LongestValue = 120;

    /// <summary>The value as it is shown and stored.</summary>
    public string? ShownValue { get; } = Value is { Length: > LongestValue } ? string.Concat(Value.AsSpan(0, LongestValue), "…") : Value;

    /// <summary>One sentence that names file, line, column, value and what was expected.</summary>
    public string Message =>
        $"{File}{(Line > 0 ? $", line {Line}" : "")}{(Column is null ? "" : $", column {Column}")}{(Value is null ? "" : $", value \"{ShownValue}\"")}: {Problem}; expected {Expected}.";
}
