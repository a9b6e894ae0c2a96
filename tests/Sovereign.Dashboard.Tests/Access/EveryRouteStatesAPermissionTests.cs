using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Web;
using Xunit;

namespace Sovereign.Dashboard.Tests.Access;

public sealed class EveryRouteStatesAPermissionTests
{
    [Fact]
    public async Task A_route_that_states_nothing_stops_the_start_and_is_named()
    {
        await using var app = NewApp();
        app.MapGet("/api/v1/stated", () => "").RequirePermission(Permissions.Upload);
        app.MapPost("/api/v1/forgotten", () => "");
        var stop = Assert.Throws<InvalidOperationException>(() => EveryRouteStatesAPermission.Check(app));
        Assert.Contains("POST /api/v1/forgotten", stop.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/api/v1/stated", stop.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_that_states_a_permission_and_is_open_contradicts_itself()
    {
        await using var app = NewApp();
        app.MapGet("/both", () => "").RequirePermission(Permissions.Upload).AllowAnonymous();
        Assert.Throws<InvalidOperationException>(() => EveryRouteStatesAPermission.Check(app));
    }

    [Fact]
    public async Task A_group_states_it_for_its_endpoints()
    {
        await using var app = NewApp();
        app.MapGroup("/api").RequirePermission(Permissions.ReadAudit).MapGet("/events", () => "");
        app.MapGet("/healthz/live", () => "").AllowAnonymous();
        EveryRouteStatesAPermission.Check(app);
        Assert.Equal(
            ["GET /api/events: audit.read", "GET /healthz/live: open"],
            EveryRouteStatesAPermission.Routes(app).Select(route => route.ToString()));
    }

    [Fact]
    public async Task Every_page_of_the_portal_states_one()
    {
        await using var app = NewApp();
        app.MapRazorComponents<App>();
        EveryRouteStatesAPermission.Check(app);
        Assert.Contains(EveryRouteStatesAPermission.Routes(app), route => route.Pattern == "/sign-in");
    }

    private static WebApplication NewApp()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddRazorComponents();
        builder.Services.AddAuthorization();
        return builder.Build();
    }
}
