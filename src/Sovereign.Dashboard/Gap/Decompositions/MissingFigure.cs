using Sovereign.Analytics.Decomposition;

namespace Sovereign.Dashboard.Gap.Decompositions;

/// <summary>An obstacle as people read it.</summary>
/// <param name="Obstacle">What it is.</param>
/// <param name="Countries">Alpha-3 codes of the countries whose figure is missing or does not fit.</param>
/// <param name="Title">The indicator's title.</param>
/// <param name="IsPublished">Whether the indicator exists, so that it can be linked to.</param>
/// <param name="Sentence">Which figure of whom, and why.</param>
public sealed record MissingFigure(Obstacle Obstacle, IReadOnlyList<string> Countries, string Title, bool IsPublished, string Sentence);
