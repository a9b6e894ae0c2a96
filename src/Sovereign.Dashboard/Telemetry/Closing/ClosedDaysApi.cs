using System.Globalization;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Web;
using Sovereign.Dashboard.Web.Caching;

namespace Sovereign.Dashboard.Telemetry.Closing;

/// <summary>Closed days over HTTP: their files and digests for everybody, their engines for operators, auditors and planners.</summary>
public static class ClosedDaysApi
{
    private const int MostDays = 1000;

    public static void MapClosedDaysApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/telemetry/days", async (ClosedDayQueries days, int? limit, CancellationToken ct) =>
        {
            if ((limit ?? 100) is var size and (< 1 or > MostDays)) return (IResult)Problems.From(new Refusal("bad-limit", $"limit is {size}; expected 1 to {MostDays}."));
            return TypedResults.Ok(new
            {
                Items = (await days.ListAsync(limit ?? 100, ct)).Select(day => new
                {
                    day.Day,
                    day.ClosedAt,
                    Dataset = day.VersionId is null ? null : LiveIndicators.Dataset,
                    Version = day.VersionId,
                    day.Sha256,
                    Digest = Convert.ToHexStringLower(day.Digest),
                }),
            });
        }).RequirePermission(Permissions.ReadPublished).WithTags("Telemetry").WithMetadata(new LiveFiguresAttribute()).WithSummary("Closed days with the file that published them and the digest of what they rest on");

        app.MapGet("/api/v1/telemetry/days/{day}", async (string day, ClosedDayQueries days, CancellationToken ct) =>
            DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked)
                ? (IResult)TypedResults.Ok(new { Day = asked, Items = await days.EnginesAsync(asked, ct) })
                : Problems.From(new Refusal("bad-day", $"'{day}' is no day; expected one such as 2026-01-31.")))
            .RequirePermission(Permissions.ReadTelemetry).WithTags("Telemetry").WithSummary("The engines of a closed day: what each added, what excludes it, the requests it rests on");
    }
}
