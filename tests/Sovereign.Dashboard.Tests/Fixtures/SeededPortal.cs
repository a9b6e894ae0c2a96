using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Seeding;
using Xunit;

namespace Sovereign.Dashboard.Tests.Fixtures;

/// <summary>
/// A portal that serves the seed data on a port of its own, for tests that only read:
/// <c>class SomeTests(SeededPortal portal) : IClassFixture&lt;SeededPortal&gt;</c>.
/// </summary>
public sealed class SeededPortal(TestServer server) : IAsyncLifetime
{
    private string connectionString = "";
    private WebApplication? app;

    /// <summary>The portal's own classes, for what HTTP does not show.</summary>
    public IServiceProvider Services => app!.Services;

    /// <summary>Asks without signing in.</summary>
    public HttpClient Http { get; private set; } = null!;

    public WebApplication App => app!;

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        connectionString = await server.CloneAsync(ct);
        app = Portal.Build(["--applicationName", "Sovereign.Dashboard", "--urls", "http://127.0.0.1:0", "--Portal:Role", "web"], connectionString, builder => builder.Logging.ClearProviders());
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var seeded = await scope.ServiceProvider.GetRequiredService<SeedDatasets>().RunAsync(SystemAccounts.Seed, SeedReference.Folder, ct);
            if (seeded is Outcome<int>.Refused refused) throw new InvalidOperationException(refused.Why.Sentence);
        }

        await app.StartAsync(ct);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient { BaseAddress = new Uri(address) };
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (app is not null) await app.DisposeAsync();
        if (connectionString is not "") await TestServer.DropAsync(connectionString, CancellationToken.None);
    }
}
