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
        .Use((context, next) =>
        {
            if (Find(context) is { } asked)
            {
                context.Features.Set(asked);
                // The page that explains is read, whatever was sent to the one that was asked for.
                context.Request.Method = HttpMethods.IsHead(asked.Method) ? HttpMethods.Head : HttpMethods.Get;
                if (context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = Faults.RetryAfter;
            }

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
