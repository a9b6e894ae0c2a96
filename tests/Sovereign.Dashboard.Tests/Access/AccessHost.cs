using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Tests.Fixtures;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Tests.Access;

/// <summary>The access feature over a real database and HTTP, with the portal's pages and three endpoints to knock at.</summary>
internal sealed class AccessHost : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly WebApplication _app;
    private TestDatabase? _ownDatabase;

    private AccessHost(WebApplication app, FakeTimeProvider clock)
    {
        _app = app;
        Clock = clock;
    }

    public FakeTimeProvider Clock { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts over a database of its own, which ends with it.</summary>
    public static async Task<AccessHost> StartAsync(
        Fixtures.TestServer server, string environment = "Development", string? demoPassword = null)
    {
        var database = new TestDatabase(server);
        await database.InitializeAsync();
        var host = await StartAsync(database, environment, demoPassword);
        host._ownDatabase = database;
        return host;
    }

    /// <summary>Starts over a database that another host may have used before.</summary>
    public static async Task<AccessHost> StartAsync(TestDatabase database, string environment = "Development", string? demoPassword = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseTestServer();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Configuration.AddInMemoryCollection([new("Portal:DemoPassword", demoPassword)]);
        builder.Services.AddPortalData(database.ConnectionString);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddAccess();
        builder.Services.AddRazorComponents();
        builder.Services.AddOptions<PortalOptions>();

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseAnonymousPages();
        app.UseAccess();
        app.UseAntiforgery();
        app.MapAccess();
        app.MapRazorComponents<App>();
        app.MapGet("/api/v1/open", () => "published").RequirePermission(Permissions.ReadPublished);
        app.MapPost("/api/v1/upload", (CurrentPerson person) => person.Email).RequirePermission(Permissions.Upload);
        app.MapGet("/work/drafts", () => "drafts").RequirePermission(Permissions.ReadDrafts);
        await app.StartAsync();
        return new AccessHost(app, clock);
    }

    /// <summary>A person with the roles and <see cref="Password"/>.</summary>
    public async Task<Actor> AddAsync(string email, params string[] roles)
    {
        var added = await Services.GetRequiredService<AddPerson>().RunAsync(email, roles, Password, "command-line", CancellationToken.None);
        return added.Match(actor => actor, refusal => throw new InvalidOperationException(refusal.Sentence));
    }

    /// <summary>A token of the person.</summary>
    public async Task<string> TokenAsync(Actor owner, string name = "test", DateTimeOffset? expiresAt = null)
    {
        var issued = await Services.GetRequiredService<IssueToken>()
            .RunAsync(owner.Id, name, expiresAt, owner.Pseudonym, CancellationToken.None);
        return issued.Match(token => token.Secret, refusal => throw new InvalidOperationException(refusal.Sentence));
    }

    /// <summary>A browser of one's own: follows no redirects, keeps cookies.</summary>
    public HttpClient Browser()
    {
        var server = _app.GetTestServer();
        return new HttpClient(new CookieJar(server.CreateHandler())) { BaseAddress = server.BaseAddress };
    }

    /// <summary>A program that shows the token; none when null.</summary>
    public HttpClient Program(string? token)
    {
        var client = _app.GetTestClient();
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>One value from the database.</summary>
    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (_ownDatabase is not null) await _ownDatabase.DisposeAsync();
    }

    private sealed class CookieJar(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly System.Net.CookieContainer _cookies = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var cookies = _cookies.GetCookieHeader(request.RequestUri!);
            if (cookies.Length > 0) request.Headers.Add("Cookie", cookies);
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
                foreach (var cookie in set) _cookies.SetCookies(request.RequestUri!, cookie);
            return response;
        }
    }
}
