using System.Globalization;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Telemetry.Live;

/// <summary>The figures of the fleet's table that move, in their order.</summary>
public static class FleetColumns
{
    /// <summary>All of them. The first one is the engine's state.</summary>
    public static readonly IReadOnlyList<FleetColumn> All =
    [
        new("State", "", "Live: reported within five minutes. Stale: within a day. Silent: before that.", State),
        new("Generated", "tokens/s", "Tokens generated a second, over the last five whole minutes.", engine => Number(engine.TokensPerSecond)),
        new("Prompts", "tokens/s", "Tokens of prompts taken in a second, over the same minutes.", engine => Number(engine.PromptTokensPerSecond)),
        new("Energy", "J/token", "Joules at the accelerators for each generated token, of the minutes in which both are known.", engine => Number(engine.JoulesPerToken)),
        new("Power", "W", "Of the accelerators: from counted joules where there are any, else from power read.", engine => Number(engine.Watts)),
        new("Utilisation", "%", "Share of time in which something ran on the accelerators; says nothing of how much.", engine => Percent(engine.GpuUtilisation)),
        new("KV cache", "%", "Share of the memory for keys and values that is taken.", engine => Percent(engine.KvCacheUsage)),
        new("Running", "requests", "Mean number of requests that are computed.", engine => Number(engine.RequestsRunning)),
        new("Waiting", "requests", "Mean number of requests that wait for their turn.", engine => Number(engine.RequestsWaiting)),
        new("First token", "s, p95", "95 of 100 first tokens came within.", engine => Number(engine.FirstTokenSeconds)),
        new("Alarms", "open", "Alarms that nobody has explained and that have not ended by themselves.", engine => Numbers.Whole(engine.Alarms)),
    ];

    /// <summary>What is printed of an engine, in the order of <see cref="All"/>.</summary>
    public static IReadOnlyList<string?> TextsOf(FleetEngine engine) => [.. All.Select(column => column.Text(engine))];

    /// <summary>Where an engine stands, in words.</summary>
    public static string State(FleetEngine engine) => engine is { State: "stale" or "silent", LatestAt: { } at }
        ? $"{engine.State} since {at.ToUniversalTime().ToString(engine.State == "stale" ? "HH:mm" : "d MMM", CultureInfo.InvariantCulture)}"
        : engine.State == "never" ? "never reported" : engine.State;

    private static string? Number(double? figure) => figure is { } number && double.IsFinite(number) ? Numbers.Text(number) : null;

    private static string? Percent(double? share) => share is { } part && double.IsFinite(part) ? Numbers.Text(part * 100) : null;
}
