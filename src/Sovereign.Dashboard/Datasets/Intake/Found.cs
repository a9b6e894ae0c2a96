namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>A finding on its way to the database.</summary>
/// <param name="Line">Line in the file as received; the header is line 1, 0 speaks of the whole file.</param>
/// <param name="Column">Column name as in the header; null speaks of the whole row.</param>
/// <param name="Value">The cell as received; kept cut to what a person can read.</param>
internal sealed record Found(FindingCode Code, string File, long Line, string? Column, string? Value, string Problem, string Expected)
{
    private const int LongestValue = 120;

    /// <summary>Column name as it is shown and stored.</summary>
    public string? Column { get; } = Shown(Column);

    /// <summary>The value as it is shown and stored; the row it may come from is let go.</summary>
    public string? Value { get; } = Shown(Value);

    /// <summary>One sentence that names file, line, column, value and what was expected.</summary>
    public string Message =>
        $"{File}{(Line > 0 ? $", line {Line}" : "")}{(Column is null ? "" : $", column {Column}")}{(Value is null ? "" : $", value \"{Value}\"")}: {Problem}; expected {Expected}.";

    /// <summary>Text that the database takes: no NUL, and no half of a character where it is cut.</summary>
    private static string? Shown(string? text)
    {
        if (text is { Length: > LongestValue })
        {
            var end = char.IsHighSurrogate(text[LongestValue - 1]) ? LongestValue - 1 : LongestValue;
            text = string.Concat(text.AsSpan(0, end), "…");
        }

        return text?.Replace('\0', '␀');
    }
}
