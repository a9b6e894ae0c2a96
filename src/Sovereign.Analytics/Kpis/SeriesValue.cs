namespace Sovereign.Analytics.Kpis;

/// <summary>What stands for a series: its points in the order of time. Where one number is asked for, the last point stands for it.</summary>
public sealed record SeriesValue(IReadOnlyList<InputValue> Points) : InputValue(Points[^1]);
