using Microsoft.AspNetCore.Http.Features;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Web.Caching;

namespace Sovereign.Dashboard.Telemetry.Live;

/// <summary>
/// The fleet as server-sent events (HTML Living Standard, section 9.2): <c>fleet</c> with a <see cref="FleetSnapshot"/> when something changed, asked for every five
/// seconds, and <c>beat</c> when nothing did for fifteen.
/// </summary>
public static class FleetStream
{
    // Then the browser comes again by itself, and is asked anew who it is: a session that ended, or a role taken away, ends the stream too.
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(10);

    public static void MapFleetStream(this IEndpointRouteBuilder app) => app
        .MapGet("/telemetry/live", StreamAsync).RequirePermission(Permissions.ReadTelemetry).WithMetadata(new LiveFiguresAttribute()).WithTags("Telemetry")
        .WithSummary("The fleet now and whenever it changes, as server-sent events").Produces(StatusCodes.Status200OK, contentType: "text/event-stream");

    private static async Task StreamAsync(HttpContext http, FleetBroadcast broadcast, IHostApplicationLifetime portal)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        // For proxies that would gather answers before they pass them on.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        using var until = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, portal.ApplicationStopping);
        until.CancelAfter(longest);
        try
        {
            await http.Response.BodyWriter.WriteAsync("retry: 3000\n\n"u8.ToArray(), until.Token);
            await foreach (var told in broadcast.WatchAsync(until.Token)) await http.Response.BodyWriter.WriteAsync(told, until.Token);
        }
        catch (OperationCanceledException)
        {
            // The viewer left, the portal stops, or it is time to ask again who views.
        }
    }
}
