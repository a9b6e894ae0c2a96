using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Access;

public sealed class DemoPeopleTests(TestServer server)
{
    private const string Count = "SELECT count(*) FROM access.person WHERE email LIKE '%@demo.example'";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_development_seven_people_share_a_password_that_is_told_once()
    {
        await using var host = await AccessHost.StartAsync(server);
        var password = await EnsureAsync(host);
        Assert.NotNull(password);
        Assert.Equal(7, await host.ScalarAsync<long>(Count));
        foreach (var email in DemoPeople.Emails)
            Assert.Equal(HttpStatusCode.Redirect, (await host.Browser().SignInAsync(email, password)).StatusCode);
        Assert.Null(await EnsureAsync(host));
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browser().SignInAsync(DemoPeople.Emails[0], password)).StatusCode);
    }

    [Fact]
    public async Task The_reviewer_is_a_second_analyst()
    {
        await using var host = await AccessHost.StartAsync(server);
        await EnsureAsync(host);
        var people = host.Services.GetRequiredService<PeopleQueries>();
        Assert.Equal([Roles.Analyst], (await people.FindByEmailAsync("Reviewer@demo.example", Ct))?.Roles);
        Assert.Equal([Roles.Admin], (await people.FindByEmailAsync("admin@demo.example", Ct))?.Roles);
    }

    [Fact]
    public async Task A_configured_password_replaces_the_one_before_and_is_not_told()
    {
        await using var database = new TestDatabase(server);
        await database.InitializeAsync();
        await using (var before = await AccessHost.StartAsync(database)) await EnsureAsync(before);
        await using var host = await AccessHost.StartAsync(database, demoPassword: "demo");
        Assert.Null(await EnsureAsync(host));
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browser().SignInAsync("admin@demo.example", "demo")).StatusCode);
    }

    [Fact]
    public async Task In_production_there_are_none()
    {
        await using var host = await AccessHost.StartAsync(server, "Production", "demo");
        Assert.Null(await EnsureAsync(host));
        Assert.Equal(0, await host.ScalarAsync<long>(Count));
    }

    [Fact]
    public async Task A_development_database_taken_to_production_lets_none_of_them_in()
    {
        await using var database = new TestDatabase(server);
        await database.InitializeAsync();
        string token;
        await using (var development = await AccessHost.StartAsync(database, demoPassword: "demo"))
        {
            await EnsureAsync(development);
            var analyst = await development.Services.GetRequiredService<PeopleQueries>().FindByEmailAsync("analyst@demo.example", Ct);
            token = await development.TokenAsync(analyst!);
        }

        await using var production = await AccessHost.StartAsync(database, "Production", "demo");
        await EnsureAsync(production);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity, (await production.Browser().SignInAsync("admin@demo.example", "demo")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await production.Program(token).PostAsync("/api/v1/upload", null, Ct)).StatusCode);
    }

    private static Task<string?> EnsureAsync(AccessHost host) => host.Services.GetRequiredService<DemoPeople>().EnsureAsync(Ct);
}
