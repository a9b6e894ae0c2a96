using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Sovereign.Dashboard.Web.Caching;

namespace Sovereign.Dashboard.Web;

/// <summary>
/// Lets pages be cached. Blazor sends an antiforgery cookie and <c>no-store</c> with every static page, form or not; a page that is
/// read without signing in and has no form (<see cref="PageWithFormAttribute"/>) loses both.
/// </summary>
public static class AnonymousPages
{
    // Kept by caches, but asked for again each time: an edition may have come out. Cookies decide who is greeted, in which colours and language;
    // the ETag holds the choice (Caching/PublicReads), so that no cache gives one reader another's page.
    private const string Revalidate = "public, no-cache";

    /// <summary>Adds the rule; before routing's endpoints run.</summary>
    public static IApplicationBuilder UseAnonymousPages(this IApplicationBuilder app)
    {
        var antiforgery = app.ApplicationServices.GetRequiredService<IOptions<AntiforgeryOptions>>();
        return app.Use((context, next) =>
        {
            // Callbacks run last registered first, so this one sees what the page did.
            if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
                context.Response.OnStarting(() => StripAsync(context, antiforgery.Value.Cookie.Name!));
            return next(context);
        });
    }

    private static Task StripAsync(HttpContext context, string cookieName)
    {
        if (context.User.Identity is { IsAuthenticated: true }) return Task.CompletedTask;
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null) return Task.CompletedTask;
        if (endpoint.Metadata.GetMetadata<PageWithFormAttribute>() is not null) return Task.CompletedTask;

        var headers = context.Response.Headers;
        var kept = headers.SetCookie.Where(cookie => cookie?.StartsWith(cookieName + "=", StringComparison.Ordinal) == false).ToArray();
        headers.SetCookie = kept;
        headers.Remove(HeaderNames.Pragma);
        var isKept = context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified && endpoint.Metadata.GetMetadata<LiveFiguresAttribute>() is null;
        headers.CacheControl = isKept ? Revalidate : "no-store";
        // A page that explains runs through here twice.
        if (!headers.Vary.Contains(HeaderNames.Cookie)) headers.Append(HeaderNames.Vary, HeaderNames.Cookie);
        return Task.CompletedTask;
    }
}
