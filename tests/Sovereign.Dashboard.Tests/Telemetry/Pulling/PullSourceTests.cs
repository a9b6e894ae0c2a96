using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Commands;
using Sovereign.Dashboard.Telemetry;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Pulling;

/// <summary>Who may say where a site's raw series are asked for, and what is shown of it.</summary>
public sealed class PullSourceTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private readonly Fleet fleet = new(portal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IList<string> Hosts => portal.Services.GetRequiredService<IOptions<TelemetryOptions>>().Value.Pulling.AllowedHosts;

    [Fact]
    public async Task An_operator_sets_it_and_its_state_is_shown_without_the_bearer()
    {
        await fleet.EnrolSiteAsync();
        Hosts.Add("mimir.example:8080");
        var token = await portal.AddPersonAsync(Roles.Operator);
        using var set = await PutAsync(token, """{"url":"https://mimir.example:8080/prometheus/","tenant":"north","bearer":"very-secret"}""");
        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
        using var sites = await portal.SendAsync(HttpMethod.Get, "/api/v1/sites", token);
        var shown = await sites.Content.ReadAsStringAsync(Ct);
        Assert.Contains("""{"url":"https://mimir.example:8080/prometheus","tenant":"north","hasBearer":true""", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", shown, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync<long>("SELECT count(*) FROM audit.event WHERE details::text LIKE '%very-secret%'"));
        using var ended = await portal.SendAsync(HttpMethod.Delete, $"/api/v1/sites/{fleet.Site}/pull", token);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        using var again = await portal.SendAsync(HttpMethod.Delete, $"/api/v1/sites/{fleet.Site}/pull", token);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Theory]
    [InlineData("""{"url":"http://not-listed.example/"}""", HttpStatusCode.Forbidden, "host-not-allowed")]
    [InlineData("""{"url":"http://listed.example:9091/"}""", HttpStatusCode.Forbidden, "host-not-allowed")]
    [InlineData("""{"url":"http://listed.example:9090@evil.example/"}""", HttpStatusCode.BadRequest, "bad-url")]
    [InlineData("""{"url":"http://listed.example:9090/?query=up"}""", HttpStatusCode.BadRequest, "bad-url")]
    [InlineData("""{"url":"file:///etc/passwd"}""", HttpStatusCode.BadRequest, "bad-url")]
    [InlineData("""{"url":"prometheus"}""", HttpStatusCode.BadRequest, "bad-url")]
    [InlineData("{}", HttpStatusCode.BadRequest, "bad-url")]
    [InlineData("{\"url\":\"http://listed.example:9090/\",\"tenant\":\"a\\r\\nX-Other: b\"}", HttpStatusCode.BadRequest, "bad-field")]
    public async Task What_cannot_be_asked_is_refused(string body, HttpStatusCode status, string code)
    {
        await fleet.EnrolSiteAsync();
        Hosts.Add("listed.example:9090");
        using var answer = await PutAsync(await portal.AddPersonAsync(Roles.Operator), body);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_only_reads_engines_sets_nothing()
    {
        await fleet.EnrolSiteAsync();
        using var answer = await PutAsync(await portal.AddPersonAsync(Roles.Auditor), """{"url":"http://listed.example:9090/"}""");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_command_reads_the_bearer_from_standard_input()
    {
        await fleet.EnrolSiteAsync();
        Hosts.Add("thanos.example");
        Assert.Equal(0, await RunAsync("a-token\n", "pull", fleet.Site, "--bearer-stdin", "--url", "https://thanos.example"));
        Assert.Equal("https://thanos.example a-token", await portal.ScalarAsync<string>(
            "SELECT p.url || ' ' || p.bearer FROM telemetry.pull_source p JOIN telemetry.site s ON s.id = p.site_id WHERE s.code = $1", fleet.Site));
        Assert.Equal(0, await RunAsync("", "pull", fleet.Site, "--end"));
        Assert.Equal(1, await RunAsync("", "pull", fleet.Site, "--end"));
        Assert.Equal(1, await RunAsync("", "pull", "no-such-site", "--url", "https://thanos.example"));
        Assert.Equal(2, await RunAsync("", "pull", fleet.Site));
    }

    private Task<HttpResponseMessage> PutAsync(string token, string body) =>
        portal.SendAsync(HttpMethod.Put, $"/api/v1/sites/{fleet.Site}/pull", token, new StringContent(body, Encoding.UTF8, "application/json"));

    private async Task<int> RunAsync(string input, params string[] args)
    {
        using var read = new StringReader(input);
        return await SitesCommand.RunAsync(args, portal.Services, read, TextWriter.Null, TextWriter.Null, Ct);
    }
}
