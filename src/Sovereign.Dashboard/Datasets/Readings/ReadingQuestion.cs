namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>Something that only a person can say before a file is read.</summary>
/// <param name="About">The part of the reading it is about, such as <c>definition</c> or <c>columns[3].indicator</c>.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Choices">What may be answered; empty where anything may.</param>
public sealed record ReadingQuestion(string About, string Text, IReadOnlyList<string> Choices);
