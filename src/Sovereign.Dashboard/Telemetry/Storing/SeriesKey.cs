namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>What tells the series of all engines apart.</summary>
/// <param name="EngineId">Whose it is.</param>
/// <param name="Metric">Name on the wire.</param>
/// <param name="Labels">What is kept of its labels, <c>a=b,c=d</c>.</param>
/// <param name="UpperBound">Bound of a histogram's bucket; null for what is none.</param>
/// <param name="IsDelta">Each sample counts its own interval.</param>
public readonly record struct SeriesKey(int EngineId, string Metric, string Labels, double? UpperBound, bool IsDelta);
