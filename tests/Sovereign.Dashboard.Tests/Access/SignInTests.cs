using System.Net;
using System.Text.RegularExpressions;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Access;

public sealed class SignInTests(TestServer server) : IAsyncLifetime
{
    private AccessHost _host = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await AccessHost.StartAsync(server);
        await _host.AddAsync("o'brien@ministry.example", Roles.Auditor);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_page_that_needs_sign_in_leads_there_and_back()
    {
        var browser = _host.Browser();
        var sent = await browser.GetAsync("/work/drafts?page=2", Ct);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var page = sent.Headers.Location!.ToString();
        Assert.Equal("/sign-in?returnUrl=%2Fwork%2Fdrafts%3Fpage%3D2", page);

        var done = await browser.SignInAsync("O'Brien@Ministry.Example", AccessHost.Password, page);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal("/work/drafts?page=2", Path(done));
        Assert.Equal("drafts", await browser.GetStringAsync("/work/drafts?page=2", Ct));
        Assert.Equal(1, await _host.ScalarAsync<long>("SELECT count(*) FROM audit.event WHERE name = 'person.signed-in'"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Signing_in_never_leads_to_another_site(string returnUrl)
    {
        var page = "/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl);
        var done = await _host.Browser().SignInAsync("o'brien@ministry.example", AccessHost.Password, page);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal("/", Path(done));
    }

    [Fact]
    public async Task Unknown_person_wrong_password_and_locked_account_get_the_same_answer()
    {
        var unknown = await RefusedAsync("nobody@ministry.example", "wrong password");
        var wrong = await RefusedAsync("o'brien@ministry.example", "wrong password");
        for (var failure = 2; failure <= SignIn.FailuresUntilLocked; failure++) await RefusedAsync("o'brien@ministry.example", "wrong password");
        var locked = await RefusedAsync("o'brien@ministry.example", AccessHost.Password);
        var system = await RefusedAsync("system-seed", "");
        Assert.Equal(unknown, wrong);
        Assert.Equal(unknown, locked);
        Assert.Contains("Enter your password", system, StringComparison.Ordinal);
        Assert.Equal(1, await _host.ScalarAsync<long>("SELECT count(*) FROM audit.event WHERE name = 'person.locked-out'"));
    }

    [Fact]
    public async Task Signed_in_without_the_permission_is_the_page_for_403()
    {
        await _host.AddAsync("planner@ministry.example", Roles.Planner);
        var browser = _host.Browser();
        await browser.SignInAsync("planner@ministry.example", AccessHost.Password);
        var answer = await browser.GetAsync("/work/drafts", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("<h1>Not permitted</h1>", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("path:/work/drafts", await _host.ScalarAsync<string>("SELECT subject FROM audit.event WHERE name = 'permission.refused'"));
    }

    [Fact]
    public async Task Signing_out_needs_the_form_and_ends_the_session()
    {
        var browser = _host.Browser();
        await browser.SignInAsync("o'brien@ministry.example", AccessHost.Password);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/sign-out", null, Ct)).StatusCode);
        var token = SignInForm.AntiforgeryToken(await browser.GetStringAsync("/sign-in", Ct));
        var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/sign-out", form, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/work/drafts", Ct)).StatusCode);
        Assert.Equal(1, await _host.ScalarAsync<long>("SELECT count(*) FROM audit.event WHERE name = 'person.signed-out'"));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task Another_site_cannot_write_with_our_cookie(string header, string value)
    {
        await _host.AddAsync("analyst@ministry.example", Roles.Analyst);
        var browser = _host.Browser();
        await browser.SignInAsync("analyst@ministry.example", AccessHost.Password);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("Origin", "http://localhost")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(header, value)).StatusCode);

        Task<HttpResponseMessage> SendAsync(string name, string value) => browser.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/api/v1/upload") { Headers = { { name, value } } }, Ct);
    }

    [Fact]
    public async Task The_form_works_with_password_managers()
    {
        var html = await _host.Browser().GetStringAsync("/sign-in", Ct);
        Assert.Contains("autocomplete=\"username\"", html, StringComparison.Ordinal);
        Assert.Contains("autocomplete=\"current-password\"", html, StringComparison.Ordinal);
    }

    private async Task<string> RefusedAsync(string email, string password)
    {
        var answer = await _host.Browser().SignInAsync(email, password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        return Regex.Match(html, "<div class=\"error-summary\".*?</div>", RegexOptions.Singleline).Value;
    }

    private static string Path(HttpResponseMessage answer) =>
        new Uri(new Uri("http://localhost/"), answer.Headers.Location!) is { Host: "localhost" } url ? url.PathAndQuery : "elsewhere";
}
