using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Alarms;
using Sovereign.Dashboard.Telemetry.Received;
using Sovereign.Dashboard.Web;
using Sovereign.Dashboard.Web.Caching;

namespace Sovereign.Dashboard.Telemetry;

/// <summary>The fleet as it stands, what came in and what was refused, and alarms, over HTTP. All of it is provisional and names single engines.</summary>
public static class FleetApi
{
    private const int MostHours = 72;
    private const int MostAlarms = 1000;

    /// <summary>Body of an explanation.</summary>
    public sealed record ExplanationBody(string? Explanation);

    public static void MapFleetApi(this IEndpointRouteBuilder app)
    {
        var read = app.MapGroup("/api/v1/telemetry").RequirePermission(Permissions.ReadTelemetry).WithTags("Telemetry");
        var write = app.MapGroup("/api/v1/telemetry").RequirePermission(Permissions.ManageEngines).WithTags("Telemetry");

        read.MapGet("/fleet", async (FleetQueries fleet, TimeProvider clock, CancellationToken ct) =>
            TypedResults.Ok(new { At = clock.GetUtcNow(), Provisional = true, Items = await fleet.NowAsync(null, ct) })).WithSummary("Each engine as it stands now");

        app.MapGet("/api/v1/telemetry/summary", async (NationQueries nations, FleetQueries fleet, CurrentPerson person, TimeProvider clock, CancellationToken ct) => TypedResults.Ok(new
        {
            At = clock.GetUtcNow(),
            Provisional = true,
            Nations = await nations.PublicAsync(ct),
            Totals = person.May(Permissions.ReadTelemetry) ? FleetTotals.Of(await fleet.NowAsync(null, ct)) : null,
        })).RequirePermission(Permissions.ReadPublished).WithTags("Telemetry").WithMetadata(new LiveFiguresAttribute())
            .WithSummary("Countries as the last closed day left them; the fleet's totals now, for those who may see engines");

        read.MapGet("/intake", async (string? engine, int? hours, ReceivedQueries received, Enrolment.EngineQueries engines, CancellationToken ct) =>
        {
            if ((hours ?? 24) is var asked and (< 1 or > MostHours)) return (IResult)Problems.From(new Refusal("bad-hours", $"hours is {asked}; expected 1 to {MostHours}."));
            if (engine is not null && await engines.FindAsync(engine, ct) is null) return Problems.From(new Refusal("no-such-engine", $"There is no engine '{engine}'."));
            return TypedResults.Ok(await received.SummaryAsync(engine, hours ?? 24, ct));
        }).WithSummary("What was received, and what of it was refused or passed over and why");

        read.MapGet("/alarms", async (string? engine, bool? open, int? limit, AlarmQueries alarms, CancellationToken ct) =>
        {
            if ((limit ?? 100) is var size and (< 1 or > MostAlarms)) return (IResult)Problems.From(new Refusal("bad-limit", $"limit is {size}; expected 1 to {MostAlarms}."));
            return TypedResults.Ok(new { Items = await alarms.ListAsync(engine, open ?? false, limit ?? 100, ct) });
        }).WithSummary("Alarms, open ones first");

        write.MapPost("/alarms/{id:long}/explanation", async (long id, ExplanationBody body, ExplainAlarm explain, CurrentPerson person, CancellationToken ct) =>
            (await explain.RunAsync(id, body.Explanation, person.Pseudonym!, ct)).Match(_ => (IResult)TypedResults.NoContent(), Problems.From))
            .WithSummary("Explain an alarm, once and for good");
    }
}
