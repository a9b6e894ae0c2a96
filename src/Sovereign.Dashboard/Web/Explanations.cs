using Microsoft.AspNetCore.Diagnostics;

namespace Sovereign.Dashboard.Web;

/// <summary>Gives a page of our own to every answer to people that would have none: a fault, an address that is not there, a method that is not taken.</summary>
public static class Explanations
{
    /// <summary>Adds them; before routing.</summary>
    public static IApplicationBuilder UseExplanations(this IApplicationBuilder pages) => pages
        .UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            StatusCodeSelector = fault => Faults.Of(fault).Status,
        })
        .UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true)
        .Use(async (context, next) =>
        {
            if (Find(context) is { } asked)
            {
                context.Features.Set(asked);
                // The page that explains is read, whatever was sent to the one that was asked for.
                context.Request.Method = HttpMethods.Get;
                // The reader's choices stand in the query, which is taken away from here.
                if (context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalQueryString is { } query) context.Request.QueryString = new QueryString(query);
                if (context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = Faults.RetryAfter;
                await next(context);
                return;
            }

            await next(context);
            // Blazor refuses a form with a type of content and no content, which would pass for an answer.
            if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest } empty) empty.ContentType = null;
        });

    /// <summary>Lets pages answer HEAD as they answer GET: Blazor's endpoints know GET alone, and the server itself leaves out the body.</summary>
    public static IApplicationBuilder UseHeadAsGet(this IApplicationBuilder pages) => pages.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
        return next(context);
    });

    private static Explained? Find(HttpContext context)
    {
        var request = context.Request;
        if (context.Features.Get<IExceptionHandlerPathFeature>() is { } failed)
            return new Explained(request.Method, request.PathBase + failed.Path + request.QueryString);
        return context.Features.Get<IStatusCodeReExecuteFeature>() is { } answered
            ? new Explained(request.Method, answered.OriginalPathBase + answered.OriginalPath + answered.OriginalQueryString)
            : null;
    }
}
