namespace Sovereign.Dashboard.Datasets.History;

/// <summary>A key figure that says something else in one edition than in the edition before.</summary>
/// <param name="Code">Code of the key figure.</param>
/// <param name="Title">With the definition it is computed on.</param>
/// <param name="Unit">Symbol of the unit; "times" for a ratio.</param>
/// <param name="Before">As printed, with its interval; in words where there was no value.</param>
/// <param name="After">As printed, with its interval; in words where there is no value.</param>
/// <param name="RelativeChange">(after − before) ÷ |before|; null where one of them has no value.</param>
/// <param name="Href">The page on which the figure is explained.</param>
public sealed record MovedFigure(string Code, string Title, string Unit, string Before, string After, double? RelativeChange, string Href);
