namespace Sovereign.Dashboard.Telemetry.Received;

/// <summary>A metric that an engine sends and that is counted, not stored.</summary>
/// <param name="Metric">Its name on the wire.</param>
/// <param name="Reason">Code of why.</param>
/// <param name="Sentence">What that means.</param>
/// <param name="Samples">How many came.</param>
/// <param name="FirstSeen">When the first was counted.</param>
/// <param name="LastSeen">When the last was.</param>
public sealed record UnmappedMetric(string Metric, string Reason, string Sentence, long Samples, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);
