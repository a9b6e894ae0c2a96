using Microsoft.AspNetCore.StaticAssets;

namespace Sovereign.Dashboard.Access;

/// <summary>Stops the start when a route says neither which permission it asks for nor that it is open to all.</summary>
public static class EveryRouteStatesAPermission
{
    // What MapRazorComponents adds by itself; no page or endpoint of ours may begin so.
    private static readonly string[] s_framework = ["/_framework/", "/_blazor"];

    /// <summary>Checks all routes; called after the last one is mapped.</summary>
    /// <exception cref="InvalidOperationException">Lists the routes that state nothing, or two contradictory things.</exception>
    public static void Check(WebApplication app)
    {
        var wrong = Routes(app).Where(route => route.Permissions.Count == 0 != route.IsOpen).Select(route => route.ToString()).ToList();
        if (wrong.Count == 0) return;
        throw new InvalidOperationException(
            $"Every route states a permission ([RequirePermission] or .RequirePermission()) or [AllowAnonymous], not both. Wrong: {string.Join("; ", wrong)}");
    }

    /// <summary>All routes with what they state, but static files and what Blazor serves for itself; for the check and the access snapshot.</summary>
    public static IReadOnlyList<RouteAccess> Routes(IEndpointRouteBuilder app) =>
    [
        .. app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => !IsFramework(endpoint))
            .Select(RouteAccess.Of)
            .OrderBy(route => route.Pattern, StringComparer.Ordinal)
            .ThenBy(route => route.Methods, StringComparer.Ordinal),
    ];

    private static bool IsFramework(RouteEndpoint endpoint)
    {
        // MapStaticAssets describes each file it serves.
        if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return true;
        // In Development it also looks for files that came after the build.
        if (endpoint.RoutePattern.RawText == "{**path:file}") return true;
        var pattern = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
        return s_framework.Any(prefix => pattern.StartsWith(prefix, StringComparison.Ordinal));
    }
}
