using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Telemetry.Outages;

/// <summary>Operators announce outages of engines; operators, auditors and planners read them.</summary>
public static class OutagesApi
{
    private const int MostListed = 1000;

    public static void MapOutagesApi(this IEndpointRouteBuilder app)
    {
        var read = app.MapGroup("/api/v1/engines/{code}/outages").RequirePermission(Permissions.ReadTelemetry).WithTags("Engines");
        var write = app.MapGroup("/api/v1/engines/{code}/outages").RequirePermission(Permissions.ManageEngines).WithTags("Engines");

        read.MapGet("", async (string code, OutageQueries outages, CancellationToken ct) => TypedResults.Ok(new { Items = await outages.ListAsync(code, MostListed, ct) }))
            .WithSummary("Planned outages of an engine, the latest first");

        write.MapPost("", async (string code, OutageForm form, PlanOutage plan, CurrentPerson person, CancellationToken ct) =>
            (await plan.RunAsync(code, form, person.Pseudonym!, ct)).Match(
                outage => (IResult)TypedResults.Created($"/api/v1/engines/{code}/outages", outage), Problems.From))
            .WithSummary("Announce an outage, before which nothing of it is planned");

        write.MapDelete("/{id:int}", async (string code, int id, PlanOutage plan, CurrentPerson person, CancellationToken ct) =>
            (await plan.CancelAsync(code, id, person.Pseudonym!, ct)).Match(_ => (IResult)TypedResults.NoContent(), Problems.From))
            .WithSummary("Cancel an outage: from now on the engine is expected again");
    }
}
