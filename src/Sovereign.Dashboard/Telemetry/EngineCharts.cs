using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Telemetry.Mapping;

namespace Sovereign.Dashboard.Telemetry;

/// <summary>The core signals of one engine over the last hour or the last two days.</summary>
public sealed class EngineCharts(SignalQueries signals, TimeProvider clock)
{
    private const int Minutes = 60;
    private const int Hours = 48;

    // As in the fleet's joules per token: joules of a part of the time say nothing of the tokens of all of it.
    private const double LeastCovered = 0.7;

    // A minute whose readings may still be on their way would show less than there is.
    private static readonly TimeSpan settling = TimeSpan.FromSeconds(10);

    /// <summary>The charts in their order, also those of which nothing is known.</summary>
    /// <param name="engine">Code of the engine.</param>
    /// <param name="step">Minutes of the last hour, or hours of the last two days.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<EngineChart>> LoadAsync(string engine, SignalStep step, CancellationToken ct)
    {
        var length = step == SignalStep.Minute ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1);
        var now = clock.GetUtcNow() - settling;
        // An hour that is not over is told by its minutes so far; a minute that is not over is not told.
        var end = new DateTimeOffset(now.Ticks - (now.Ticks % length.Ticks), TimeSpan.Zero) + (step == SignalStep.Hour ? length : TimeSpan.Zero);
        var count = step == SignalStep.Minute ? Minutes : Hours;
        var steps = Enumerable.Range(0, count).Select(i => end - ((count - i) * length)).ToList();

        var generated = await ReadAsync(Signals.GeneratedTokens);
        var joules = await ReadAsync(Signals.GpuEnergy);
        var power = await ReadAsync(Signals.GpuPower);
        return
        [
            new("Tokens", "tokens per second", [Line("generated", generated, row => row.Rate), Line("prompts", await ReadAsync(Signals.PromptTokens), row => row.Rate)]),
            new("Energy at the accelerators", "joules per generated token", [new("J/token", [.. steps.Select(at => Point(at, JoulesPerToken(at)))])]),
            new("Power", "watts",
            [
                new("accelerators", [.. steps.Select(at => Point(at, joules.GetValueOrDefault(at)?.Rate ?? power.GetValueOrDefault(at)?.Mean))]),
                Line("host", await ReadAsync(Signals.HostPower), row => row.Mean),
            ]),
            new("Use", "per cent",
            [
                Line("accelerators", await ReadAsync(Signals.GpuUtilisation), row => row.Mean * 100), Line("KV cache", await ReadAsync(Signals.KvCacheUsage), row => row.Mean * 100),
            ]),
            new("Requests at once", "requests",
            [
                Line("running", await ReadAsync(Signals.RequestsRunning), row => row.Mean), Line("waiting", await ReadAsync(Signals.RequestsWaiting), row => row.Mean),
            ]),
            new("Requests that ended", "requests per second", [Line("all", await ReadAsync(Signals.Requests), row => row.Rate), Line("failed", await ReadAsync(Signals.Errors), row => row.Rate)]),
            Latency("Time to first token", await ReadAsync(Signals.TimeToFirstToken)),
            Latency("Time between tokens", await ReadAsync(Signals.InterTokenLatency)),
            Latency("Time from request to reply", await ReadAsync(Signals.EndToEndLatency)),
        ];

        async Task<Dictionary<DateTimeOffset, SignalRow>> ReadAsync(Signal signal) =>
            (await signals.ListAsync(signal, engine, steps[0], end, step, 4 * count, ct)).Where(row => row.Language is null)
            // Of histograms with other bounds in the same step, the one that saw the most.
            .GroupBy(row => row.At.ToUniversalTime()).ToDictionary(rows => rows.Key, rows => rows.MaxBy(row => row.Observations ?? 0)!);

        double? JoulesPerToken(DateTimeOffset at)
        {
            if (generated.GetValueOrDefault(at) is not { Increase: > 0 } tokens || tokens.SecondsCovered < LeastCovered * length.TotalSeconds) return null;
            if (joules.GetValueOrDefault(at) is { } counted && counted.SecondsCovered >= LeastCovered * length.TotalSeconds) return counted.Increase / tokens.Increase;
            return power.GetValueOrDefault(at) is { } read && read.SecondsCovered >= LeastCovered * length.TotalSeconds ? read.Integral / tokens.Increase : null;
        }

        TimeSeries Line(string label, Dictionary<DateTimeOffset, SignalRow> rows, Func<SignalRow, double?> figure) =>
            new(label, [.. steps.Select(at => Point(at, rows.TryGetValue(at, out var row) ? figure(row) : null))]);

        EngineChart Latency(string title, Dictionary<DateTimeOffset, SignalRow> rows) => new(title, "seconds",
        [
            Share("p50", "median", rows, row => row.Median), Share("p95", "p95", rows, row => row.P95), Share("p99", "p99", rows, row => row.P99),
        ]);

        // Above the last bound of a histogram nothing is known but that it is more.
        TimeSeries Share(string label, string name, Dictionary<DateTimeOffset, SignalRow> rows, Func<SignalRow, double?> figure) => new(label, [.. steps.Select(at =>
        {
            var point = Point(at, rows.TryGetValue(at, out var row) ? figure(row) : null);
            return point.Text is not null && row?.BeyondBounds?.Contains(name) == true ? point with { Text = $"more than {point.Text}" } : point;
        })]);
    }

    private static TimePoint Point(DateTimeOffset at, double? value) => value is { } number && double.IsFinite(number) ? new(at, number, Numbers.Text(number)) : new(at, null, null);
}
