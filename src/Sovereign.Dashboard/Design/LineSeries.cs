namespace Sovereign.Dashboard.Design;

/// <summary>One line of a <see cref="LineChart"/>: one country, one definition, one source. Points of different sources are never one series.</summary>
/// <param name="Label">Printed at the line's end.</param>
/// <param name="Note">Second line of the label: the source, in a few words.</param>
/// <param name="Points">Ascending in time.</param>
public sealed record LineSeries(string Label, string? Note, IReadOnlyList<LinePoint> Points);

/// <summary>One value of a series.</summary>
/// <param name="At">Middle of the period in years, 2024.5 for the year 2024.</param>
/// <param name="Period">The period as written.</param>
/// <param name="Value">In the chart's unit.</param>
/// <param name="ValueText">As printed.</param>
/// <param name="Estimated">Drawn hollow, and the line that leads to it dashed.</param>
/// <param name="Mark">What a machine may read off the printed value.</param>
public sealed record LinePoint(double At, string Period, double Value, string ValueText, bool Estimated, ValueMark? Mark = null);
