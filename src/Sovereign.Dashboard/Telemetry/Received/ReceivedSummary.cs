namespace Sovereign.Dashboard.Telemetry.Received;

/// <summary>
/// What was received in some hours. Requests under a site's key carry several engines; what was refused of such a request is counted for the request, not told
/// apart by engine.
/// </summary>
/// <param name="From">Begin of the time.</param>
/// <param name="To">Its end.</param>
/// <param name="Requests">Requests that were acknowledged.</param>
/// <param name="Bytes">Of their bodies, as sent.</param>
/// <param name="Samples">Samples that were kept.</param>
/// <param name="LastAt">When the last one came; null for none.</param>
/// <param name="MedianSkewMilliseconds">Receipt minus newest sample: a late sender, or clocks that differ; negative where the sender's clock is ahead.</param>
/// <param name="LowestSkewMilliseconds">The least of it.</param>
/// <param name="HighestSkewMilliseconds">The most of it.</param>
/// <param name="Refused">What was refused or passed over, by reason, the most first.</param>
public sealed record ReceivedSummary(
    DateTimeOffset From, DateTimeOffset To, long Requests, long Bytes, long Samples, DateTimeOffset? LastAt, double? MedianSkewMilliseconds, double? LowestSkewMilliseconds,
    double? HighestSkewMilliseconds, IReadOnlyList<RefusedCount> Refused);
