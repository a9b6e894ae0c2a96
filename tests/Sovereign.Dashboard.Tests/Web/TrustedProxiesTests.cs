using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sovereign.Dashboard.Tests.Fixtures;
using Sovereign.Dashboard.Web;
using Xunit;

namespace Sovereign.Dashboard.Tests.Web;

/// <summary>Behind a proxy: whose word on scheme and caller is taken. The tests are the proxy, at 127.0.0.1.</summary>
public sealed class TrustedProxiesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", "https://portal.example/")]
    [InlineData("10.0.0.0/8, 127.0.0.0/8", "https://portal.example/")]
    [InlineData("::1", "http://portal.example/")]
    [InlineData("10.0.0.0/8", "http://portal.example/")]
    [InlineData("", "http://portal.example/")]
    public async Task The_scheme_is_taken_from_trusted_proxies_alone(string trusted, string address)
    {
        await using var portal = await StartAsync(trusted);
        using var http = Proxy(portal);
        var description = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync("/openapi/v1.json", Ct));
        Assert.Equal(address, description.GetProperty("servers")[0].GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("", false)]
    public async Task Cookies_are_for_https_alone_where_the_reader_came_by_https(string trusted, bool secure)
    {
        await using var portal = await StartAsync(trusted);
        using var http = Proxy(portal);
        using var form = await http.GetAsync("/sign-in", Ct);
        var cookie = Assert.Single(form.Headers.GetValues("Set-Cookie"));
        Assert.Equal(secure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("https://portal.example", HttpStatusCode.Unauthorized)]
    [InlineData("https://elsewhere.example", HttpStatusCode.Forbidden)]
    public async Task The_host_of_a_write_is_never_what_a_header_claims(string origin, HttpStatusCode status)
    {
        await using var portal = await StartAsync("127.0.0.1");
        using var http = Proxy(portal);
        http.DefaultRequestHeaders.Add("X-Forwarded-Host", "elsewhere.example");
        http.DefaultRequestHeaders.Add("Origin", origin);
        using var answer = await http.PostAsync("/api/v1/datasets/any/versions", new StringContent(""), Ct);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("proxy")]
    [InlineData("127.0.0.1, 10.0.0.0/33")]
    [InlineData("*")]
    public async Task A_setting_that_names_no_network_stops_the_start(string trusted)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(trusted));
        Assert.StartsWith("Portal__TrustedProxies names ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_alone_is_itself_and_nobody_else()
    {
        var networks = TrustedProxies.Read(" 10.0.0.7 ,2001:db8::7");
        Assert.Equal(["10.0.0.7/32", "2001:db8::7/128"], networks.Select(network => network.ToString()));
    }

    private async Task<WebApplication> StartAsync(string trusted)
    {
        var app = Portal.Build(
            ["--applicationName", "Sovereign.Dashboard", "--urls", "http://127.0.0.1:0", "--Portal:Role", "web", "--Portal:TrustedProxies", trusted],
            database.ConnectionString, builder => builder.Logging.ClearProviders());
        await app.StartAsync(Ct);
        return app;
    }

    private static HttpClient Proxy(WebApplication portal)
    {
        var address = portal.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Host = "portal.example";
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        return http;
    }
}
