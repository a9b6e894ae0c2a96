namespace Sovereign.Dashboard.Telemetry;

/// <summary>An engine as it stands now. Provisional: nothing here is published. Null is not known, never zero.</summary>
/// <param name="Code">Code of the engine.</param>
/// <param name="Site">Code of its site.</param>
/// <param name="Operator">Who runs the site.</param>
/// <param name="Country">ISO 3166-1 alpha-3.</param>
/// <param name="Software">As the metric map names it.</param>
/// <param name="Model">Its model.</param>
/// <param name="Hardware">What it runs on.</param>
/// <param name="Boundary">What its joules cover.</param>
/// <param name="State"><c>live</c>: reported within five minutes; <c>stale</c>: within a day; <c>silent</c>: before; <c>never</c>.</param>
/// <param name="LatestAt">Time of its newest number.</param>
/// <param name="TokensPerSecond">Generated, over the last five minutes that are rolled up.</param>
/// <param name="PromptTokensPerSecond">Taken in, over the same.</param>
/// <param name="RequestsRunning">Mean over the same.</param>
/// <param name="RequestsWaiting">Mean over the same.</param>
/// <param name="KvCacheUsage">Mean over the same, 0 to 1.</param>
/// <param name="Watts">Of its accelerators: from counted joules where there are any, else from power read.</param>
/// <param name="JoulesPerToken">Of the minutes in which both are covered, at the accelerators.</param>
/// <param name="GpuUtilisation">Mean over the same, 0 to 1.</param>
/// <param name="FirstTokenSeconds">95 of 100 first tokens came within.</param>
/// <param name="Alarms">Open alarms.</param>
/// <param name="Vanished">Signals that stopped while the engine goes on: what is made of them is stale.</param>
public sealed record FleetEngine(
    string Code, string Site, string Operator, string Country, string? Software, string? Model, string Hardware, string? Boundary, string State, DateTimeOffset? LatestAt,
    double? TokensPerSecond, double? PromptTokensPerSecond, double? RequestsRunning, double? RequestsWaiting, double? KvCacheUsage, double? Watts, double? JoulesPerToken,
    double? GpuUtilisation, double? FirstTokenSeconds, int Alarms, IReadOnlyList<string> Vanished);
