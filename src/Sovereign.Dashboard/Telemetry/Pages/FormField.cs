namespace Sovereign.Dashboard.Telemetry.Pages;

/// <summary>A field of an enrolment form.</summary>
/// <param name="Column">Its name, as in files of engines.</param>
/// <param name="Label">With its unit.</param>
/// <param name="Hint">What is expected, and what an empty field means; null for nothing to say.</param>
/// <param name="IsNeeded">Whether it may not be left empty.</param>
/// <param name="Choices">Code and words of each choice; null where it is typed.</param>
/// <param name="IsNumber">Whether phones should show digits.</param>
public sealed record FormField(
    string Column, string Label, string? Hint = null, bool IsNeeded = false, IReadOnlyList<(string Code, string Words)>? Choices = null, bool IsNumber = false);
