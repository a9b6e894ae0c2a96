namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>A series as its sender names it.</summary>
/// <param name="Metric">
/// Name of the metric, in the spelling of Prometheus for histograms and summaries: <c>x_bucket</c> with label <c>le</c>, <c>x_sum</c>, <c>x_count</c>,
/// whatever the wire format; bucket counts are cumulative over <c>le</c>.
/// </param>
/// <param name="Labels">All labels but the metric's name, sorted by name (ordinal), no name twice, no empty value. Of OTLP: resource, then point attributes; a point's wins.</param>
/// <param name="Type">What the sender declares, where it does.</param>
/// <param name="Temporality">Whether values run on or count one interval each.</param>
public sealed record SeriesName(string Metric, IReadOnlyList<Label> Labels, DeclaredType Type, Temporality Temporality);
