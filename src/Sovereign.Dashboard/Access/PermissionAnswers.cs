using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Net.Http.Headers;

namespace Sovereign.Dashboard.Access;

/// <summary>
/// What someone without the permission is told: programs get 401 or 403 as problem details, people the sign-in page or the page
/// for 403.
/// </summary>
public sealed class PermissionAnswers(RefusalLog refusals, EndpointDataSource endpoints) : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        if (authorizeResult.Challenged) await AskToSignInAsync(context);
        else await RefuseAsync(next, context, policy);
    }

    private static async Task AskToSignInAsync(HttpContext context)
    {
        if (!IsForPrograms(context.Request))
        {
            // A form that was sent is not repeated after signing in, so only what was read is returned to.
            var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : LocalUrl.Home;
            context.Response.Redirect($"/sign-in{QueryString.Create("returnUrl", back)}");
            return;
        }

        context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        var shown = await context.AuthenticateAsync();
        var sentence = shown.Failure?.Message ?? "This needs the token of a signed-in person: Authorization: Bearer ….";
        await ProblemAsync(context, StatusCodes.Status401Unauthorized, "not-signed-in", "Not signed in", sentence);
    }

    private async Task RefuseAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy)
    {
        var asked = policy.Requirements.OfType<PermissionRequirement>().Select(requirement => requirement.Permission).ToList();
        if (PersonClaims.Read(context.User) is { } actor)
            await refusals.NoteAsync(actor, string.Join(", ", asked), context.Request.Method, context.Request.Path.Value ?? "");

        if (IsForPrograms(context.Request))
        {
            var sentence = $"Your roles do not give the permission {string.Join(", ", asked)}.";
            await ProblemAsync(context, StatusCodes.Status403Forbidden, "not-permitted", "Not permitted", sentence);
            return;
        }

        // The page for 403 stands in for the one asked for, under its address.
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Request.Method = HttpMethods.Get;
        context.Request.RouteValues.Clear();
        context.SetEndpoint(NotPermittedPage());
        await next(context);
    }

    private RouteEndpoint NotPermittedPage() =>
        endpoints.Endpoints.OfType<RouteEndpoint>()
            .First(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(Pages.NotPermittedPage));

    /// <summary>Whether a program asks: it wants problem details, and a redirect would only confuse it.</summary>
    internal static bool IsForPrograms(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        || request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
        || ApiTokenScheme.IsUsedBy(request);

    private static Task ProblemAsync(HttpContext context, int status, string code, string title, string sentence) =>
        TypedResults.Problem(sentence, statusCode: status, title: title, extensions: new Dictionary<string, object?> { ["code"] = code })
            .ExecuteAsync(context);
}
