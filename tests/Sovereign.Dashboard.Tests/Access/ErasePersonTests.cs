using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Commands;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Access;

public sealed class ErasePersonTests(TestServer server) : IAsyncLifetime
{
    private const string Email = "maria.quixada@ministry.example";

    private AccessHost _host = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await AccessHost.StartAsync(server);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Nothing_in_the_database_holds_the_name_or_the_address_any_more()
    {
        var maria = await _host.AddAsync(Email, Roles.Analyst, Roles.Auditor);
        await _host.TokenAsync(maria, "Quixada's laptop");
        await _host.Browser().SignInAsync(Email, AccessHost.Password);
        await _host.Program(await _host.TokenAsync(maria)).GetAsync("/work/drafts", Ct);
        Assert.NotEmpty(await TablesThatHoldAsync("quixada"));

        var (exit, output, error) = await UsersAsync("erase", "Maria.Quixada@ministry.example");
        Assert.Equal((0, $"Erased; the log goes on calling this person {maria.Pseudonym}.\n", ""), (exit, output, error));
        Assert.Empty(await TablesThatHoldAsync("quixada"));
        Assert.Empty(await TablesThatHoldAsync("maria"));

        // Key and pseudonym stay: uploads and the log point at them.
        Assert.Equal(1, await _host.ScalarAsync<long>($"SELECT count(*) FROM access.person WHERE id = '{maria.Id}' AND pseudonym = '{maria.Pseudonym}'"));
        Assert.Equal(
            """command-line|person.erased|{"roles":["analyst","auditor"],"tokens":2}""",
            await _host.ScalarAsync<string>($"SELECT concat_ws('|', person, name, details) FROM audit.event WHERE subject = 'person:{maria.Pseudonym}' ORDER BY id DESC LIMIT 1"));
        var report = await new VerifyChain(_host.Services.GetRequiredService<NpgsqlDataSource>(), _host.Clock).RunAsync(null, Ct);
        Assert.Null(report.Fault);
    }

    [Fact]
    public async Task Tokens_end_at_once_sessions_within_a_minute_and_the_password_opens_nothing()
    {
        var maria = await _host.AddAsync(Email, Roles.Auditor);
        var program = _host.Program(await _host.TokenAsync(maria));
        var browser = _host.Browser();
        await browser.SignInAsync(Email, AccessHost.Password);
        Assert.Equal("drafts", await browser.GetStringAsync("/work/drafts", Ct));

        Assert.Equal(0, (await UsersAsync("erase", Email)).Exit);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.PostAsync("/api/v1/upload", null, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _host.Browser().SignInAsync(Email, AccessHost.Password)).StatusCode);
        _host.Clock.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/work/drafts", Ct)).StatusCode);
        var issued = await _host.Services.GetRequiredService<IssueToken>().RunAsync(maria.Id, "x", null, maria.Pseudonym, Ct);
        Assert.Equal("unknown-person", Assert.IsType<Outcome<IssuedToken>.Refused>(issued).Why.Code);
    }

    [Fact]
    public async Task The_address_can_be_added_anew_as_another_person()
    {
        var first = await _host.AddAsync(Email, Roles.Analyst);
        Assert.Equal(0, (await UsersAsync("erase", Email)).Exit);
        var second = await _host.AddAsync(Email, Roles.Planner);
        Assert.NotEqual((first.Id, first.Pseudonym), (second.Id, second.Pseudonym));
        Assert.Equal(HttpStatusCode.Redirect, (await _host.Browser().SignInAsync(Email, AccessHost.Password)).StatusCode);
        Assert.Equal(0, (await UsersAsync("erase", Email)).Exit);
    }

    [Theory]
    [InlineData("nobody@ministry.example")]
    [InlineData("system-seed")]
    [InlineData("SYSTEM-TELEMETRY")]
    public async Task Nobody_and_the_portal_s_own_accounts_are_refused(string who)
    {
        var before = await _host.ScalarAsync<string>("SELECT string_agg(p::text, '|' ORDER BY id) FROM access.person p");
        var (exit, output, error) = await UsersAsync("erase", who);
        Assert.Equal((1, ""), (exit, output));
        Assert.EndsWith(".", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(before, await _host.ScalarAsync<string>("SELECT string_agg(p::text, '|' ORDER BY id) FROM access.person p"));
        Assert.Equal(0, await _host.ScalarAsync<long>("SELECT count(*) FROM audit.event WHERE name = 'person.erased'"));
    }

    [Fact]
    public async Task Someone_erased_cannot_be_erased_again()
    {
        var maria = await _host.AddAsync(Email, Roles.Analyst);
        Assert.Equal(0, (await UsersAsync("erase", Email)).Exit);
        Assert.Equal(1, (await UsersAsync("erase", Email)).Exit);
        Assert.Equal(1, (await UsersAsync("erase", "erased-" + maria.Pseudonym)).Exit);
        Assert.Equal(2, (await UsersAsync("erase")).Exit);
    }

    private async Task<(int Exit, string Output, string Error)> UsersAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = await UsersCommand.RunAsync(args, _host.Services, TextReader.Null, output, error, Ct);
        return (exit, output.ToString(), error.ToString());
    }

    /// <summary>Looks at every column of every row of every table.</summary>
    private async Task<List<string>> TablesThatHoldAsync(string word)
    {
        var tables = await _host.ScalarAsync<string[]>(
            """
            SELECT array_agg(format('%I.%I', table_schema, table_name)) FROM information_schema.tables
            WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
            """);
        Assert.Contains("access.person", tables);
        var found = new List<string>();
        foreach (var table in tables)
        {
            if (await _host.ScalarAsync<bool>($"SELECT EXISTS (SELECT 1 FROM {table} t WHERE t::text ILIKE '%{word}%')")) found.Add(table);
        }

        return found;
    }
}
