using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Access;

public sealed class AnonymousPagesTests(TestServer server) : IAsyncLifetime
{
    private AccessHost _host = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await AccessHost.StartAsync(server);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_page_without_a_form_can_be_cached_and_sets_no_cookie()
    {
        var answer = await _host.Browser().GetAsync("/error", Ct);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("public, no-cache", answer.Headers.CacheControl?.ToString());
        Assert.False(answer.Headers.Contains("Pragma"));
        Assert.Contains("Cookie", answer.Headers.Vary);
    }

    [Fact]
    public async Task The_sign_in_page_keeps_its_cookie_and_is_not_stored()
    {
        var answer = await _host.Browser().GetAsync("/sign-in", Ct);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith(".AspNetCore.Antiforgery.", StringComparison.Ordinal));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Every_answer_forbids_inline_script_and_framing()
    {
        foreach (var path in new[] { "/sign-in", "/api/v1/open", "/no-such-page" })
        {
            var answer = await _host.Browser().GetAsync(path, Ct);
            var policy = string.Join(';', answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }
}
