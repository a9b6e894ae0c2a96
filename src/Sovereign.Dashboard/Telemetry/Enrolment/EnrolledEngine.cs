namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>What the way in has to know of an engine.</summary>
/// <param name="Id">Row of the engine.</param>
/// <param name="SiteId">Its site.</param>
/// <param name="Code">Its code.</param>
/// <param name="Software">As the metric map names it; null while unknown.</param>
/// <param name="Match">Which series of the site's key are its own.</param>
/// <param name="IntervalSeconds">Seconds between two reports, as promised.</param>
/// <param name="ScrapeUrl">Its page of metrics, for the portal to fetch; null: it sends.</param>
public sealed record EnrolledEngine(int Id, int SiteId, string Code, string? Software, LabelMatch Match, int IntervalSeconds, string? ScrapeUrl = null)
{
    // A push each five minutes comes a little early or late: the longest gap of those who report often would make each delay a hole.
    private const double IntervalsBridged = 2.5;

    /// <summary>Longest time between two of its samples that is bridged.</summary>
    public TimeSpan LongestGap(TelemetryOptions options) =>
        TimeSpan.FromSeconds(Math.Max(options.LongestGap.TotalSeconds, IntervalsBridged * IntervalSeconds));
}
