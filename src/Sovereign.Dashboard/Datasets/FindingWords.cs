using System.Globalization;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets;

/// <summary>How a finding reads: on a page, in an API answer, and in the column that the portal adds to the analyst's own file.</summary>
public static class FindingWords
{
    /// <summary>Where it is, for somebody who has the file open.</summary>
    /// <param name="line">Line in the file as received; 0 speaks of the whole file.</param>
    public static string Place(long line) => line switch
    {
        0 => "The file",
        1 => "Row 1 (the header)",
        _ => string.Create(CultureInfo.InvariantCulture, $"Row {line} (as in your file, header is row 1)"),
    };

    /// <summary>The whole finding in one sentence, as pages say it.</summary>
    public static string Sentence(Finding finding) => Sentence(finding.Line, finding.ColumnName, finding.Value, finding.Problem, finding.Expected);

    /// <summary>The example of a finding, in the words in which an upload would get it.</summary>
    public static string Sentence(FindingExample example) => Sentence(example.Line, example.Column, example.Value, example.Problem, example.Expected);

    /// <summary>The finding where its row stands above it.</summary>
    public static string BelowItsRow(Finding finding) =>
        $"{(finding.ColumnName is { } column ? $"{column}: " : "")}{finding.Problem}; expected {finding.Expected}.";

    /// <summary>The whole finding in one sentence that names the file, as the API says it.</summary>
    public static string Message(string file, Finding finding) =>
        $"{file}{(finding.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $", line {finding.Line}") : "")}{Cell(finding.ColumnName, finding.Value)}: {finding.Problem}; expected {finding.Expected}.";

    /// <summary>The finding as it stands in the added column of the file, where its place is given by the row.</summary>
    public static string InFile(Finding finding) =>
        $"{(finding.ColumnName is { } column ? $"{OneLine(column)}: " : "")}{OneLine(finding.Problem)}, expected {OneLine(finding.Expected)} ({finding.Code})";

    private static string Sentence(long line, string? column, string? value, string problem, string expected) =>
        $"{Place(line)}{Cell(column, value)}: {problem}; expected {expected}.";

    private static string Cell(string? column, string? value) => $"{(column is null ? "" : $", column {column}")}{(value is null ? "" : $", value \"{value}\"")}";

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
