namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>A reading with what a person needs to judge it.</summary>
/// <param name="Reading">As proposed or confirmed.</param>
/// <param name="Questions">What is open.</param>
/// <param name="FirstRows">The first rows as read, from the header on.</param>
/// <param name="ConfirmedBy">Who confirmed it; null where nothing had to be asked, or nobody has yet.</param>
/// <param name="Skipped">What was left out; null until the file was read.</param>
/// <param name="Sheets">Of a workbook: its visible sheets.</param>
public sealed record ReadingView(
    Reading Reading, IReadOnlyList<ReadingQuestion> Questions, IReadOnlyList<SourceRow> FirstRows, Guid? ConfirmedBy, SkippedRows? Skipped,
    IReadOnlyList<string> Sheets);
