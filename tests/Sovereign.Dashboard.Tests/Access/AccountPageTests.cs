using System.Net;
using System.Text.RegularExpressions;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Access;

public sealed partial class AccountPageTests(TestServer server) : IAsyncLifetime
{
    private const string Email = "a.rao@ministry.example";
    private const string NewPassword = "another long password";

    private AccessHost _host = null!;
    private Actor _analyst = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await AccessHost.StartAsync(server);
        _analyst = await _host.AddAsync(Email, Roles.Analyst);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task It_needs_sign_in() =>
        Assert.Equal("/sign-in?returnUrl=%2Faccount", (await _host.Browser().GetAsync("/account", Ct)).Headers.Location?.ToString());

    [Fact]
    public async Task It_says_who_someone_is_and_what_their_roles_give_and_nothing_else()
    {
        var html = await (await SignedInAsync()).GetStringAsync("/account", Ct);
        Assert.Contains(Email, html, StringComparison.Ordinal);
        Assert.Contains(_analyst.Pseudonym, html, StringComparison.Ordinal);
        Assert.Contains("Upload files", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Add people", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Read the audit log", html, StringComparison.Ordinal);
        Assert.Contains("You have no token that works", html, StringComparison.Ordinal);
        Assert.Matches("<a class=\"me\" href=\"/account\" aria-current=\"page\">.*a.rao</a>", html);
    }

    [Fact]
    public async Task A_new_token_is_shown_once_and_never_in_an_address()
    {
        var browser = await SignedInAsync();
        var sent = await SendAsync(browser, "/account", "new-token", ("name", "office <server>"), ("lifetime", "30"));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal("/account", Path(sent));
        Assert.DoesNotContain("sov_", string.Join(' ', sent.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);

        var shown = await browser.GetAsync("/account", Ct);
        var html = await shown.Content.ReadAsStringAsync(Ct);
        var secret = Secret().Match(html).Value;
        Assert.NotEmpty(secret);
        Assert.True(shown.Headers.CacheControl?.NoStore);
        Assert.Contains("31 March 2026", html, StringComparison.Ordinal);
        Assert.Equal(Email, await (await _host.Program(secret).PostAsync("/api/v1/upload", null, Ct)).Content.ReadAsStringAsync(Ct));
        var again = await browser.GetStringAsync("/account", Ct);
        Assert.DoesNotContain("sov_", again, StringComparison.Ordinal);
        Assert.Contains("office &lt;server&gt;", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_put_aside_is_shown_to_nobody_else_and_not_later()
    {
        var browser = await SignedInAsync();
        var sent = await SendAsync(browser, "/account", "new-token", ("name", "x"), ("lifetime", "0"));
        var cookie = sent.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("sov-issued=", StringComparison.Ordinal)).Split(';')[0];
        await _host.AddAsync("b@ministry.example", Roles.Analyst);
        var other = _host.Browser();
        await other.SignInAsync("b@ministry.example", AccessHost.Password);
        using var stolen = new HttpRequestMessage(HttpMethod.Get, "/account") { Headers = { { "Cookie", cookie } } };
        Assert.DoesNotContain("sov_", await (await other.SendAsync(stolen, Ct)).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.DoesNotContain("sov_", await browser.GetStringAsync("/account", Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "30", "token-name")]
    [InlineData("   ", "30", "token-name")]
    [InlineData("x", "31", "token-lifetime")]
    [InlineData("x", "", "token-lifetime")]
    [InlineData("x", "-5", "token-lifetime")]
    public async Task A_token_that_is_refused_leads_to_its_field(string name, string lifetime, string field)
    {
        var answer = await SendAsync(await SignedInAsync(), "/account", "new-token", ("name", name), ("lifetime", lifetime));
        await AssertRefusedAsync(answer, field);
        Assert.Equal(0, await _host.ScalarAsync<long>("SELECT count(*) FROM access.api_token"));
    }

    [Fact]
    public async Task Tokens_stand_newest_first_and_ended_ones_are_folded()
    {
        await _host.TokenAsync(_analyst, "first");
        await _host.TokenAsync(_analyst, "short", _host.Clock.GetUtcNow().AddHours(1));
        _host.Clock.Advance(TimeSpan.FromHours(2));
        await _host.TokenAsync(_analyst, "second");
        var html = await (await SignedInAsync()).GetStringAsync("/account", Ct);
        var (first, second, folded, ended) = (At("first"), At("second"), At("<details>"), At("short"));
        Assert.True(second < first && first < folded && folded < ended, html);
        Assert.Contains("Tokens that have ended: 1", html, StringComparison.Ordinal);

        int At(string text) => html.IndexOf(text.StartsWith('<') ? text : $">{text}<", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_ended_by_itself_after_a_page_that_asks()
    {
        var kept = await _host.TokenAsync(_analyst, "same name");
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        var ended = await _host.TokenAsync(_analyst, "same name");
        var browser = await SignedInAsync();
        var page = TokenLink().Match(await browser.GetStringAsync("/account", Ct)).Value;
        Assert.Contains("End the token", await browser.GetStringAsync(page, Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _host.Program(ended).PostAsync("/api/v1/upload", null, Ct)).StatusCode);

        Assert.StartsWith("/account?saved=token-ended", Path(await SendAsync(browser, page, "end-token")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.Program(ended).PostAsync("/api/v1/upload", null, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _host.Program(kept).PostAsync("/api/v1/upload", null, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(page, Ct)).StatusCode);
    }

    [Fact]
    public async Task Nobody_ends_the_token_of_another()
    {
        var secret = await _host.TokenAsync(await _host.AddAsync("b@ministry.example", Roles.Analyst));
        var id = await _host.ScalarAsync<Guid>("SELECT id FROM access.api_token");
        var browser = await SignedInAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/account/tokens/{id}", Ct)).StatusCode);
        await SendAsync(browser, "/account", "end-token", to: $"/account/tokens/{id}");
        Assert.Equal(HttpStatusCode.OK, (await _host.Program(secret).PostAsync("/api/v1/upload", null, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_is_in_the_log()
    {
        var (here, there) = (await SignedInAsync(), await SignedInAsync());
        var answer = await ChangeAsync(here, AccessHost.Password, NewPassword, NewPassword);
        Assert.Equal("/account?saved=password", Path(answer));
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/account", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/account", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _host.Browser().SignInAsync(Email, AccessHost.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await _host.Browser().SignInAsync(Email, NewPassword)).StatusCode);
        Assert.Equal(
            $"person:{_analyst.Pseudonym}", await _host.ScalarAsync<string>("SELECT subject FROM audit.event WHERE name = 'person.password-changed'"));
    }

    [Theory]
    [InlineData("wrong password", NewPassword, NewPassword, "old-password")]
    [InlineData(AccessHost.Password, "short", "short", "new-password")]
    [InlineData(AccessHost.Password, AccessHost.Password, AccessHost.Password, "new-password")]
    [InlineData(AccessHost.Password, NewPassword, "another lung password", "new-password-again")]
    public async Task A_password_that_is_refused_leads_to_its_field(string old, string wanted, string again, string field)
    {
        await AssertRefusedAsync(await ChangeAsync(await SignedInAsync(), old, wanted, again), field);
        Assert.Equal(HttpStatusCode.Redirect, (await _host.Browser().SignInAsync(Email, AccessHost.Password)).StatusCode);
        Assert.Equal(0, await _host.ScalarAsync<long>("SELECT count(*) FROM audit.event WHERE name = 'person.password-changed'"));
    }

    [Fact]
    public async Task A_session_left_open_lets_nobody_guess_the_password()
    {
        var browser = await SignedInAsync();
        for (var failure = 0; failure < SignIn.FailuresUntilLocked; failure++) await ChangeAsync(browser, "wrong password", NewPassword, NewPassword);
        await AssertRefusedAsync(await ChangeAsync(browser, AccessHost.Password, NewPassword, NewPassword), "old-password");
    }

    private async Task<HttpClient> SignedInAsync()
    {
        var browser = _host.Browser();
        await browser.SignInAsync(Email, AccessHost.Password);
        return browser;
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient browser, string old, string wanted, string again) =>
        SendAsync(browser, "/account", "password", [("old", old), ("new", wanted), ("again", again)]);

    private static Task<HttpResponseMessage> SendAsync(HttpClient browser, string page, string form, params (string Name, string Value)[] fields) =>
        SendAsync(browser, page, form, page, fields);

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient browser, string page, string form, string to, params (string Name, string Value)[] fields)
    {
        var token = SignInForm.AntiforgeryToken(await browser.GetStringAsync(page, Ct));
        return await browser.PostAsync(to, new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), new("_handler", form), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]), Ct);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, string field)
    {
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("<title>Error: ", html, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"/account#{field}\">", html, StringComparison.Ordinal);
        Assert.Matches($"id=\"{field}\"[^>]*aria-invalid=\"true\"", html);
    }

    private static string Path(HttpResponseMessage answer) => new Uri(new Uri("http://localhost/"), answer.Headers.Location!).PathAndQuery;

    [GeneratedRegex("sov_[A-Za-z0-9_-]{43}")]
    private static partial Regex Secret();

    [GeneratedRegex("/account/tokens/[0-9a-f-]{36}")]
    private static partial Regex TokenLink();
}
