using System.Globalization;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Telemetry.Mapping;

namespace Sovereign.Dashboard.Telemetry.Live;

/// <summary>The figures of the fleet's table that move, in their order.</summary>
public static class FleetColumns
{
    /// <summary>Printed instead of a figure whose metric vanished or was renamed while its engine goes on.</summary>
    public const string Stale = "stale";

    /// <summary>All of them. The first one is the engine's state.</summary>
    public static readonly IReadOnlyList<FleetColumn> All =
    [
        new("State", "", "Live: reported within five minutes. Stale: within a day. Silent: before that.", State),
        new("Generated", "tokens/s", "Tokens generated a second, over the last five whole minutes.", engine => Number(engine, engine.TokensPerSecond, Signals.GeneratedTokens)),
        new("Prompts", "tokens/s", "Tokens of prompts taken in a second, over the same minutes.", engine => Number(engine, engine.PromptTokensPerSecond, Signals.PromptTokens)),
        new("Energy", "J/token", "Joules at the accelerators for each generated token, of the minutes in which both are known.", engine => Number(engine, engine.JoulesPerToken, Signals.GeneratedTokens, Signals.GpuEnergy, Signals.GpuPower)),
        new("Power", "W", "Of the accelerators: from counted joules where there are any, else from power read.", engine => Number(engine, engine.Watts, Signals.GpuEnergy, Signals.GpuPower)),
        new("Utilisation", "%", "Share of time in which something ran on the accelerators; says nothing of how much.", engine => Number(engine, engine.GpuUtilisation * 100, Signals.GpuUtilisation)),
        new("KV cache", "%", "Share of the memory for keys and values that is taken.", engine => Number(engine, engine.KvCacheUsage * 100, Signals.KvCacheUsage)),
        new("Running", "requests", "Mean number of requests that are computed.", engine => Number(engine, engine.RequestsRunning, Signals.RequestsRunning)),
        new("Waiting", "requests", "Mean number of requests that wait for their turn.", engine => Number(engine, engine.RequestsWaiting, Signals.RequestsWaiting)),
        new("First token", "s, p95", "95 of 100 first tokens came within.", engine => Number(engine, engine.FirstTokenSeconds, Signals.TimeToFirstToken)),
        new("Alarms", "open", "Alarms that nobody has explained and that have not ended by themselves.", engine => Numbers.Whole(engine.Alarms)),
    ];

    /// <summary>What is printed of an engine, in the order of <see cref="All"/>.</summary>
    public static IReadOnlyList<string?> TextsOf(FleetEngine engine) => [.. All.Select(column => column.Text(engine))];

    /// <summary>Where an engine stands, in words.</summary>
    public static string State(FleetEngine engine) => engine is { State: "stale" or "silent", LatestAt: { } at }
        ? $"{engine.State} since {at.ToUniversalTime().ToString(engine.State == "stale" ? "HH:mm" : "d MMM", CultureInfo.InvariantCulture)}"
        : engine.State == "never" ? "never reported" : engine.State;

    // What is left of a signal that vanished meanwhile is no figure of now.
    private static string? Number(FleetEngine engine, double? figure, params ReadOnlySpan<Signal> of)
    {
        foreach (var signal in of)
        {
            if (engine.Vanished.Contains(signal.Code)) return Stale;
        }

        return figure is { } number && double.IsFinite(number) ? Numbers.Text(number) : null;
    }
}
