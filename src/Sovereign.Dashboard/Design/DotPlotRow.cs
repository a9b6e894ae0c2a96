namespace Sovereign.Dashboard.Design;

/// <summary>One line of a <see cref="DotPlot"/>. Values in the plot's unit; a row without a value says why instead of showing a dot.</summary>
/// <param name="Label">Who the row is about.</param>
/// <param name="Value">The value, in the plot's unit; null when there is none.</param>
/// <param name="Low">Lower end of the interval the source states, or null.</param>
/// <param name="High">Upper end of the interval the source states, or null.</param>
/// <param name="ValueText">The value as printed, or the words that stand in its place.</param>
/// <param name="Estimated">Drawn hollow.</param>
/// <param name="Emphasised">The row the sentence above is about.</param>
/// <param name="Href">Where the label leads.</param>
/// <param name="Note">Period, status and source, for the table beneath.</param>
/// <param name="Mark">What a machine may read off the printed value.</param>
public sealed record DotPlotRow(
    string Label, double? Value, double? Low, double? High, string ValueText, bool Estimated, bool Emphasised, string? Href,
    string? Note = null, ValueMark? Mark = null);
