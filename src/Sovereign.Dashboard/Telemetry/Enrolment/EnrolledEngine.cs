namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>What the way in has to know of an engine.</summary>
/// <param name="Id">Row of the engine.</param>
/// <param name="SiteId">Its site.</param>
/// <param name="Code">Its code.</param>
/// <param name="Software">As the metric map names it; null while unknown.</param>
/// <param name="Match">Which series of the site's key are its own.</param>
/// <param name="IntervalSeconds">Seconds between two reports, as promised.</param>
public sealed record EnrolledEngine(int Id, int SiteId, string Code, string? Software, LabelMatch Match, int IntervalSeconds);
