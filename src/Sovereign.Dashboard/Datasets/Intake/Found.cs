namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>A finding on its way to the database.</summary>
/// <param name="Line">Line in the file as received; the header is line 1, 0 speaks of the whole file.</param>
/// <param name="Column">Column name as in the header; null speaks of the whole row.</param>
/// <param name="Value">The cell as received; kept cut to what a person can read.</param>
internal sealed record Found(FindingCode Code, long Line, string? Column, string? Value, string Problem, string Expected)
{
    private const int LongestValue = 120;

    /// <summary>What a warning speaks of, by codes: the key of an observation or of a series. Null for errors.</summary>
    public string? Subject { get; init; }

    /// <summary>What it says of it. A reason given for it holds as long as this is the same.</summary>
    public string? SubjectValue { get; init; }

    /// <summary>Column name as it is shown and stored.</summary>
    public string? Column { get; } = Shown(Column);

    /// <summary>The value as it is shown and stored; the row it may come from is let go.</summary>
    public string? Value { get; } = Shown(Value);

    /// <summary>Cuts text to what is shown, and not inside a character.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        var end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    /// <summary>Text that the database takes: no NUL.</summary>
    private static string? Shown(string? text) => text is null ? null : Cut(text, LongestValue).Replace('\0', '␀');
}
