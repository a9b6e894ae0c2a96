namespace Sovereign.Analytics.Observations;

/// <summary>One figure picked among several.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Rule">The rule that decided for its source.</param>
/// <param name="Why">The same in a sentence, with the editor's words where a preference decided.</param>
/// <param name="Others">Codes of the other sources that had a figure to offer for that period, in alphabetical order.</param>
public sealed record FigureChoice(Figure Figure, SourceRule Rule, string Why, IReadOnlyList<string> Others);
