using Microsoft.Net.Http.Headers;

namespace Sovereign.Dashboard.Access;

/// <summary>
/// Refuses writes that another site makes a browser send along with our cookie, also where no antiforgery token can be asked for
/// (streamed uploads, the API used from our own pages). A token in the header is never sent by a browser by itself, so it passes.
/// </summary>
public static class SameOriginWrites
{
    /// <summary>Adds the check; before authentication.</summary>
    public static IApplicationBuilder UseSameOriginWrites(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (IsRead(context.Request.Method) || ApiTokenScheme.IsUsedBy(context.Request) || IsClosedByKey(context) || !ComesFromElsewhere(context.Request))
        {
            await next(context);
            return;
        }

        await TypedResults.Problem(
                "This was sent by another site.", statusCode: StatusCodes.Status403Forbidden, title: "Not permitted",
                extensions: new Dictionary<string, object?> { ["code"] = "cross-origin" })
            .ExecuteAsync(context);
    });

    private static bool IsRead(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsClosedByKey(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ClosedByKeyAttribute>() is not null;

    private static bool ComesFromElsewhere(HttpRequest request)
    {
        // Browsers send one or both of these with every write; programs send neither and have no cookie to abuse.
        // https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site is not ("same-origin" or "none");
        if (request.Headers[HeaderNames.Origin].ToString() is not { Length: > 0 } origin) return false;
        return !Uri.TryCreate(origin, UriKind.Absolute, out var from)
            || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
