using Sovereign.Analytics.Periods;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Which observations are asked for; null means all.</summary>
/// <param name="From">Periods that begin at or after its start.</param>
/// <param name="To">Periods that begin before its end.</param>
public sealed record ObservationFilter(
    IReadOnlyList<string>? Indicators = null, IReadOnlyList<string>? Countries = null, Period? From = null, Period? To = null,
    string? Definition = null, string? Dataset = null, string? Source = null);
