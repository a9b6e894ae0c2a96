using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>Operators enrol sites and engines and hold their keys; operators, auditors and planners read what is enrolled.</summary>
public static class EnrolmentApi
{
    private const int MostPerPage = 1000;

    /// <summary>Body of a request for a key.</summary>
    public sealed record KeyBody(DateTimeOffset? ExpiresAt);

    /// <summary>An engine just enrolled.</summary>
    public sealed record EnrolledAnswer(string Code, string? Key);

    /// <summary>A key just issued: shown once.</summary>
    public sealed record KeyAnswer(string Name, string Key);

    public static void MapEnrolmentApi(this IEndpointRouteBuilder app)
    {
        var read = app.MapGroup("/api/v1").RequirePermission(Permissions.ReadTelemetry).WithTags("Engines");
        var write = app.MapGroup("/api/v1").RequirePermission(Permissions.ManageEngines).WithTags("Engines");

        read.MapGet("/engines", async (EngineQueries engines, int? limit, string? after, CancellationToken ct) =>
        {
            var size = limit ?? 100;
            if (size is < 1 or > MostPerPage) return (IResult)Problems.From(new Refusal("bad-limit", $"limit is {size}; expected 1 to {MostPerPage}."));
            var found = await engines.ListAsync(after, size + 1, ct);
            return TypedResults.Ok(new { Items = found.Take(size), Next = found.Count > size ? found[size - 1].Code : null });
        }).WithSummary("Enrolled engines");

        read.MapGet("/engines/{code}", async (string code, EngineQueries engines, CancellationToken ct) =>
            await engines.FindAsync(code, ct) is { } engine ? (IResult)TypedResults.Ok(engine) : Problems.From(new Refusal("no-such-engine", $"There is no engine '{code}'.")))
            .WithSummary("One engine as it is enrolled");

        read.MapGet("/sites", async (EngineQueries engines, CancellationToken ct) => TypedResults.Ok(new { Items = await engines.SitesAsync(ct) }))
            .WithSummary("Enrolled sites");

        write.MapPost("/sites", async (SiteForm form, EnrolSite enrol, CurrentPerson person, CancellationToken ct) =>
            (await enrol.RunAsync(form, person.Pseudonym!, ct)).Match(
                key => (IResult)TypedResults.Created($"/api/v1/sites", new EnrolledAnswer(form.Code!, key.Secret)), Problems.From))
            .WithSummary("Enrol a site; its key is shown once");

        write.MapPost("/sites/{code}/keys", async (string code, KeyBody? body, ChangeKeys keys, CurrentPerson person, CancellationToken ct) =>
            Shown(await keys.IssueToSiteAsync(code, body?.ExpiresAt, person.Pseudonym!, ct))).WithSummary("Issue a key that speaks for all engines of a site");

        write.MapPut("/sites/{code}/pull", async (string code, PullForm form, SetPullSource sources, CurrentPerson person, CancellationToken ct) =>
            (await sources.RunAsync(code, form, person.Pseudonym!, ct)).Match(_ => (IResult)TypedResults.NoContent(), Problems.From))
            .WithSummary("Say where a site keeps its raw series, for the portal to ask there");

        write.MapDelete("/sites/{code}/pull", async (string code, SetPullSource sources, CurrentPerson person, CancellationToken ct) =>
            (await sources.EndAsync(code, person.Pseudonym!, ct)).Match(_ => (IResult)TypedResults.NoContent(), Problems.From))
            .WithSummary("Ask for a site's raw series no longer");

        write.MapPost("/engines", async (EngineForm form, EnrolEngine enrol, CurrentPerson person, CancellationToken ct) =>
            (await enrol.RunAsync([form], person.Pseudonym!, withKeys: true, ct)).Match(
                keys => (IResult)TypedResults.Created($"/api/v1/engines/{form.Code}", new EnrolledAnswer(form.Code!, keys[0].Secret)), Problems.From))
            .WithSummary("Enrol an engine; its key is shown once");

        write.MapPut("/engines/{code}", async (string code, EngineForm form, EnrolEngine enrol, CurrentPerson person, CancellationToken ct) =>
            (await enrol.ReviseAsync(code, form, person.Pseudonym!, ct)).Match(_ => (IResult)TypedResults.NoContent(), Problems.From))
            .WithSummary("Describe an enrolled engine anew");

        write.MapDelete("/engines/{code}", async (string code, EnrolEngine enrol, CurrentPerson person, CancellationToken ct) =>
            (await enrol.RetireAsync(code, person.Pseudonym!, ct)).Match(_ => (IResult)TypedResults.NoContent(), Problems.From))
            .WithSummary("Retire an engine: its keys end, what it sent stays");

        write.MapPost("/engines/{code}/keys", async (string code, KeyBody? body, ChangeKeys keys, CurrentPerson person, CancellationToken ct) =>
            Shown(await keys.IssueToEngineAsync(code, body?.ExpiresAt, person.Pseudonym!, ct))).WithSummary("Issue another key to an engine");

        write.MapDelete("/keys/{name}", async (string name, ChangeKeys keys, CurrentPerson person, CancellationToken ct) =>
            (await keys.RevokeAsync(name, person.Pseudonym!, ct)).Match(_ => (IResult)TypedResults.NoContent(), Problems.From))
            .WithSummary("Revoke a key, by its public part");
    }

    private static IResult Shown(Outcome<IssuedKey> outcome) => outcome.Match(
        key => (IResult)TypedResults.Json(new KeyAnswer(key.Name, key.Secret), statusCode: StatusCodes.Status201Created), Problems.From);
}
