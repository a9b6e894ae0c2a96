using Sovereign.Analytics.Periods;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Which observations are asked for; null means all.</summary>
/// <param name="From">Periods that begin at or after its start.</param>
/// <param name="To">Periods that begin before its end.</param>
/// <param name="Skip">How many rows in the order of the key are passed over.</param>
/// <param name="Take">At most so many rows; null for all.</param>
/// <param name="LatestOnly">Of each series (indicator, country, definition, control, source) the latest figure alone.</param>
/// <param name="ForFile">Only rows whose source lets whole tables be passed on (<see cref="Terms"/>).</param>
public sealed record ObservationFilter(
    IReadOnlyList<string>? Indicators = null, IReadOnlyList<string>? Countries = null, Period? From = null, Period? To = null,
    string? Definition = null, string? Dataset = null, string? Source = null, long Skip = 0, int? Take = null, bool LatestOnly = false,
    bool ForFile = false);
