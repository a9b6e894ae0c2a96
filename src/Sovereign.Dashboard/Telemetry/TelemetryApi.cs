using System.Globalization;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Mapping;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Telemetry;

/// <summary>What engines report, over HTTP. Single engines are for operators, auditors and planners; everything here is provisional.</summary>
public static class TelemetryApi
{
    private const int MostRows = 10_000;

    public static void MapTelemetryApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/telemetry").WithTags("Telemetry");
        var read = api.MapGroup("").RequirePermission(Permissions.ReadTelemetry);

        read.MapGet("/signals", async (
            SignalQueries signals, TimeProvider clock, string? signal, string? engine, string? from, string? to, string? step, int? limit, CancellationToken ct) =>
        {
            if (Signals.Find(signal ?? "") is not { } asked)
                return (IResult)Problems.From(new Refusal("no-such-signal", $"There is no signal '{signal}'; /api/v1/telemetry/signals/list names them."));
            if (Step(step) is not { } length) return Problems.From(new Refusal("bad-step", $"step is '{step}'; expected 1m, 1h or 1d."));
            var size = limit ?? 1000;
            if (size is < 1 or > MostRows) return Problems.From(new Refusal("bad-limit", $"limit is {size}; expected 1 to {MostRows}."));
            var now = clock.GetUtcNow();
            var usual = length switch { SignalStep.Minute => TimeSpan.FromHours(1), SignalStep.Hour => TimeSpan.FromDays(2), _ => TimeSpan.FromDays(90) };
            if (!TryInstant(to, now, out var until)) return Problems.From(new Refusal("bad-to", $"to is '{to}'; expected an instant such as 2026-01-31T12:00:00Z."));
            if (!TryInstant(from, until - usual, out var since)) return Problems.From(new Refusal("bad-from", $"from is '{from}'; expected an instant such as 2026-01-31T12:00:00Z."));
            var rows = await signals.ListAsync(asked, engine, since, until, length, size, ct);
            return TypedResults.Ok(new { Signal = asked.Code, asked.Unit, Step = step ?? "1m", From = since, To = until, Provisional = true, Items = rows });
        }).WithSummary("One signal by engine and minute, hour or day");

        read.MapGet("/signals/list", () => TypedResults.Ok(new
        {
            Items = Signals.All.Select(one => new { one.Code, Kind = one.Kind.ToString().ToLowerInvariant(), one.Unit, one.Title, one.Meaning }),
        })).WithSummary("All signals");
    }

    private static SignalStep? Step(string? step) => step switch
    {
        null or "" or "1m" => SignalStep.Minute,
        "1h" => SignalStep.Hour,
        "1d" => SignalStep.Day,
        _ => null,
    };

    private static bool TryInstant(string? text, DateTimeOffset otherwise, out DateTimeOffset instant)
    {
        instant = otherwise;
        return string.IsNullOrEmpty(text)
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant)
            || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253402300800 && (instant = DateTimeOffset.FromUnixTimeSeconds(seconds)) != default);
    }
}
