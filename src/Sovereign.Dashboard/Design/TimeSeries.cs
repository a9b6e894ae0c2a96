namespace Sovereign.Dashboard.Design;

/// <summary>One line of a <see cref="TimeChart"/>.</summary>
/// <param name="Label">Printed at the line's end.</param>
/// <param name="Points">Ascending in time, one each step; where nothing is known the line breaks.</param>
public sealed record TimeSeries(string Label, IReadOnlyList<TimePoint> Points);

/// <summary>One value of a series.</summary>
/// <param name="At">Begin of the step.</param>
/// <param name="Value">In the chart's unit; null where it is not known.</param>
/// <param name="Text">As printed; null where it is not known.</param>
public sealed record TimePoint(DateTimeOffset At, double? Value, string? Text);
