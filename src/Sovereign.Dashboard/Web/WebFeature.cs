using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Sovereign.Dashboard.Web.Caching;
using Sovereign.Dashboard.Web.Display;

namespace Sovereign.Dashboard.Web;

/// <summary>What every page and endpoint has in common: configuration, error answers, headers, static files, health.</summary>
public static class WebFeature
{
    internal const string DefaultUrl = "http://localhost:5080";

    public static void AddPortalWeb(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey])) builder.WebHost.UseUrls(DefaultUrl);
        // In a clone the static files of every environment are found where the build found them; a published portal carries them.
        builder.WebHost.UseStaticWebAssets();
        // As they were built, compressed: from a clone the framework would rather read them anew each time and pack them without compressing. Under dotnet watch it still does.
        if (builder.Configuration["DOTNET_WATCH"] is null) builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A long list of codes is answered; the default of eight kilobytes would be refused before anything of ours could say why.
            kestrel.Limits.MaxRequestLineSize = 24 * 1024;
        });
        builder.Logging.AddPortalLog();
        builder.Services.AddOptions<PortalOptions>().BindConfiguration("Portal");
        builder.AddTrustedProxies();
        builder.Services.AddAntiforgery(antiforgery => antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        builder.Services.AddProblemDetails();
        // Without interactive components: with them every page ends in enciphered state, other bytes each time (docs/decisions/0027).
        builder.Services.AddRazorComponents();
        builder.Services.AddKeptAnswers();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddOpenApi();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull);
    }

    /// <summary>What a load balancer asks.</summary>
    public static void MapPortalHealth(this WebApplication app)
    {
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/healthz/ready").AllowAnonymous();
    }

    /// <param name="app">The portal.</param>
    /// <param name="access">Authentication and authorization, which go between what is kept of answers and the endpoints.</param>
    public static void UsePortalWeb(this WebApplication app, Func<IApplicationBuilder, IApplicationBuilder> access)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseWhen(context => !IsForPrograms(context), pages => pages.UseHeadAsGet().UseExplanations());
        app.UseWhen(IsForPrograms, programs => programs
            .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerFaultAsync })
            .UseStatusCodePages(AnswerStatusAsync));
        app.UseRouting();
        app.UseAnonymousPages();
        // Before anybody is asked who they are: whoever shows neither session nor token is nobody, and nobody's answers are everyone's.
        app.UseKeptAnswers();
        access(app);
        app.UseAntiforgery();
    }

    public static void MapPortalPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapDisplay();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapRazorComponents<App>();
    }

    private static bool IsForPrograms(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        || context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
        || context.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal)
        || context.Request.Path.StartsWithSegments("/healthz", StringComparison.Ordinal);

    private static async Task AnswerFaultAsync(HttpContext context)
    {
        var (status, why) = Faults.Of(context.Features.Get<IExceptionHandlerFeature>()?.Error);
        context.Response.StatusCode = status;
        if (why == Faults.DatabaseAway) context.Response.Headers.RetryAfter = Faults.RetryAfter;
        await TypedResults.Problem(detail: why.Sentence, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = why.Code }).ExecuteAsync(context);
    }

    private static Task AnswerStatusAsync(StatusCodeContext answer)
    {
        var response = answer.HttpContext.Response;
        var (code, sentence) = response.StatusCode switch
        {
            StatusCodes.Status404NotFound => ("no-such-address", $"There is nothing at {answer.HttpContext.Request.Path}."),
            StatusCodes.Status405MethodNotAllowed => ("method-not-allowed", $"{answer.HttpContext.Request.Method} is not answered here."),
            StatusCodes.Status413PayloadTooLarge => ("too-large", "The body is larger than what is taken here."),
            StatusCodes.Status415UnsupportedMediaType => ("unsupported-media-type", "The body is of a type that is not read here."),
            _ => ("bad-request", "The request could not be read."),
        };
        return TypedResults.Problem(detail: sentence, statusCode: response.StatusCode, extensions: new Dictionary<string, object?> { ["code"] = code })
            .ExecuteAsync(answer.HttpContext);
    }
}
