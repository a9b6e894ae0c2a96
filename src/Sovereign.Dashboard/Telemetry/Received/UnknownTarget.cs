namespace Sovereign.Dashboard.Telemetry.Received;

/// <summary>Something that a site's key sends and that is no enrolled engine.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Target">Labels that name it, as an enrolment's match is written.</param>
/// <param name="Samples">How many came.</param>
/// <param name="FirstSeen">When the first was counted.</param>
/// <param name="LastSeen">When the last was.</param>
public sealed record UnknownTarget(string Site, string Target, long Samples, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);
