using Sovereign.Dashboard.Telemetry.Enrolment;

namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>What an engine reported lately: each series with the time of its newest number, milliseconds since 1970.</summary>
public sealed record SignalWatch(EnrolledEngine Engine, IReadOnlyList<(SeriesMeaning Series, long LatestAt)> Latest);
