using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Access;

public sealed class ApiTokenTests(TestServer server) : IAsyncLifetime
{
    private AccessHost _host = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await AccessHost.StartAsync(server);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Published_data_needs_no_token()
    {
        Assert.Equal("published", await _host.Program(null).GetStringAsync("/api/v1/open", Ct));
        Assert.Equal("published", await _host.Program("sov_unknown").GetStringAsync("/api/v1/open", Ct));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sov_unknown")]
    [InlineData("another-kind-of-key")]
    [InlineData("")]
    public async Task Writing_without_a_good_token_is_401_as_problem_details(string? token)
    {
        var answer = await _host.Program(token).PostAsync("/api/v1/upload", null, Ct);
        await AssertProblemAsync(answer, HttpStatusCode.Unauthorized, "not-signed-in");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task The_token_speaks_for_its_owner()
    {
        var analyst = await _host.AddAsync("analyst@ministry.example", Roles.Analyst);
        var answer = await _host.Program(await _host.TokenAsync(analyst)).PostAsync("/api/v1/upload", null, Ct);
        Assert.Equal("analyst@ministry.example", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_missing_permission_is_403_as_problem_details_and_is_logged_once_a_minute()
    {
        var admin = await _host.AddAsync("admin@ministry.example", Roles.Admin);
        var program = _host.Program(await _host.TokenAsync(admin));
        for (var attempt = 0; attempt < 3; attempt++)
            await AssertProblemAsync(await program.PostAsync("/api/v1/upload", null, Ct), HttpStatusCode.Forbidden, "not-permitted");
        const string Logged = "SELECT count(*) FROM audit.event WHERE name = 'permission.refused'";
        Assert.Equal(1, await _host.ScalarAsync<long>(Logged));
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        await program.PostAsync("/api/v1/upload", null, Ct);
        Assert.Equal(2, await _host.ScalarAsync<long>(Logged));
        // What was not written is counted in what is.
        Assert.Equal(
            """
            {"permission":"datasets.upload","method":"POST"}
            {"permission":"datasets.upload","method":"POST","suppressed":2}
            """.ReplaceLineEndings("\n"),
            await _host.ScalarAsync<string>("SELECT string_agg(details::text, E'\n' ORDER BY id) FROM audit.event WHERE name = 'permission.refused'"));
    }

    [Fact]
    public async Task A_revoked_token_ends_at_once()
    {
        var analyst = await _host.AddAsync("analyst@ministry.example", Roles.Analyst);
        var program = _host.Program(await _host.TokenAsync(analyst, "old laptop"));
        var revoked = await _host.Services.GetRequiredService<RevokeToken>().RunAsync(analyst.Id, "old laptop", analyst.Pseudonym, Ct);
        Assert.Equal(1, Assert.IsType<Outcome<int>.Done>(revoked).Value);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.PostAsync("/api/v1/upload", null, Ct)).StatusCode);
        Assert.Equal(
            ["person.added", "token.issued", "token.revoked"],
            await _host.ScalarAsync<string[]>("SELECT array_agg(name ORDER BY id) FROM audit.event"));
    }

    [Fact]
    public async Task A_token_ends_when_it_said_it_would()
    {
        var analyst = await _host.AddAsync("analyst@ministry.example", Roles.Analyst);
        var program = _host.Program(await _host.TokenAsync(analyst, expiresAt: _host.Clock.GetUtcNow().AddHours(1)));
        Assert.Equal(HttpStatusCode.OK, (await program.PostAsync("/api/v1/upload", null, Ct)).StatusCode);
        _host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.PostAsync("/api/v1/upload", null, Ct)).StatusCode);
    }

    [Fact]
    public async Task The_database_keeps_the_hash_alone_and_the_last_use_to_the_minute()
    {
        var analyst = await _host.AddAsync("analyst@ministry.example", Roles.Analyst);
        var token = await _host.TokenAsync(analyst);
        Assert.Matches("^sov_[A-Za-z0-9_-]{43}$", token);
        Assert.Equal(0, await _host.ScalarAsync<long>($"SELECT count(*) FROM access.api_token t WHERE t::text LIKE '%{token[4..]}%'"));

        var first = _host.Clock.GetUtcNow();
        await _host.Program(token).GetAsync("/api/v1/open", Ct);
        _host.Clock.Advance(TimeSpan.FromSeconds(59));
        await _host.Program(token).GetAsync("/api/v1/open", Ct);
        Assert.Equal(first, await LastUsedAsync());
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        await _host.Program(token).GetAsync("/api/v1/open", Ct);
        Assert.Equal(_host.Clock.GetUtcNow(), await LastUsedAsync());
    }

    [Fact]
    public async Task Nobody_gets_a_token_for_someone_else_or_for_a_system_account()
    {
        var analyst = await _host.AddAsync("analyst@ministry.example", Roles.Analyst);
        var admin = await _host.AddAsync("admin@ministry.example", Roles.Admin);
        var issue = _host.Services.GetRequiredService<IssueToken>();
        Assert.IsType<Outcome<IssuedToken>.Refused>(await issue.RunAsync(analyst.Id, "x", null, admin.Pseudonym, Ct));
        Assert.IsType<Outcome<IssuedToken>.Refused>(await issue.RunAsync(SystemAccounts.Seed.Id, "x", null, "command-line", Ct));
    }

    private async Task<DateTimeOffset> LastUsedAsync() => await _host.ScalarAsync<DateTime>("SELECT last_used_at FROM access.api_token");

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>(Ct);
        Assert.Equal(code, (string?)problem!["code"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["detail"]));
    }
}
