using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Tests.Access;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Web;

/// <summary>What readers, programs and signed-in people get while the database is away.</summary>
public sealed class DatabaseAwayTests(TestServer server) : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private string database = "";
    private SeverableLink link = null!;
    private WebApplication app = null!;
    private HttpClient http = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await server.CloneAsync(Ct);
        link = new SeverableLink(database);
        app = Portal.Build(
            ["--applicationName", "Sovereign.Dashboard", "--urls", "http://127.0.0.1:0", "--Portal:Role", "web"], link.ConnectionString,
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<TimeProvider>(clock);
            });
        await app.StartAsync(Ct);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        await app.Services.GetRequiredService<AddPerson>().RunAsync("a@ministry.example", [Roles.Analyst], AccessHost.Password, "command-line", Ct);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        await link.DisposeAsync();
        await TestServer.DropAsync(database, CancellationToken.None);
    }

    [Fact]
    public async Task A_page_says_so_with_503_and_comes_back_by_itself()
    {
        link.Cut();
        await AssertAwayAsync(await http.GetAsync("/data?x=1", Ct), tryAgain: "href=\"/data?x=1\"");
        link.Mend();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/data", Ct)).StatusCode);
    }

    [Fact]
    public async Task Programs_get_503_as_problem_details()
    {
        link.Cut();
        foreach (var address in new[] { "/api/v1/observations", "/api/v1/countries" })
        {
            var answer = await http.GetAsync(address, Ct);
            Assert.Equal("database-away", await RunningPortal.ProblemAsync(answer, HttpStatusCode.ServiceUnavailable));
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        using var write = new HttpRequestMessage(HttpMethod.Post, "/api/v1/datasets/x/versions") { Headers = { { "Authorization", "Bearer sov_x" } } };
        Assert.Equal("database-away", await RunningPortal.ProblemAsync(await http.SendAsync(write, Ct), HttpStatusCode.ServiceUnavailable));
    }

    [Fact]
    public async Task Whoever_is_signed_in_gets_the_page_too_when_the_session_would_have_to_be_checked()
    {
        await http.SignInAsync("a@ministry.example", AccessHost.Password);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/account", Ct)).StatusCode);
        link.Cut();
        clock.Advance(TimeSpan.FromMinutes(2));
        var html = await AssertAwayAsync(await http.GetAsync("/account", Ct), tryAgain: "href=\"/account\"");
        Assert.Contains("Sign out", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_was_sent_gets_the_page_and_no_offer_to_send_it_again()
    {
        var form = SignInForm.AntiforgeryToken(await http.GetStringAsync("/sign-in", Ct));
        link.Cut();
        var answer = await http.PostAsync("/sign-in", new FormUrlEncodedContent(
            [new("__RequestVerificationToken", form), new("_handler", "sign-in"), new("email", "a@ministry.example"), new("password", "x")]), Ct);
        await AssertAwayAsync(answer, tryAgain: null);
    }

    private static async Task<string> AssertAwayAsync(HttpResponseMessage answer, string? tryAgain)
    {
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("<h1>The database does not answer</h1>", html, StringComparison.Ordinal);
        Assert.Contains("Nothing is lost", html, StringComparison.Ordinal);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Contains("frame-ancestors 'none'", string.Join(';', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        if (tryAgain is null) Assert.DoesNotContain("Try again</a>", html, StringComparison.Ordinal);
        else Assert.Contains(tryAgain, html, StringComparison.Ordinal);
        return html;
    }
}
