namespace Sovereign.Dashboard.Datasets.History;

/// <summary>A key figure that says something else in one edition than in the edition before.</summary>
/// <param name="Code">Code of the key figure.</param>
/// <param name="Title">With the definition it is computed on.</param>
/// <param name="Unit">Symbol of the unit; "times" for a ratio.</param>
/// <param name="Before">What it said until then.</param>
/// <param name="After">What it says from then on.</param>
/// <param name="RelativeChange">(after − before) ÷ |before|; null where one of them has no value.</param>
/// <param name="Href">The page on which the figure is explained.</param>
public sealed record MovedFigure(string Code, string Title, string Unit, MovedValue Before, MovedValue After, double? RelativeChange, string Href);
