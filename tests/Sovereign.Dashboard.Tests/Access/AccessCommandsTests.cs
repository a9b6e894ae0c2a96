using System.Net;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Commands;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Access;

public sealed class AccessCommandsTests(TestServer server) : IAsyncLifetime
{
    private AccessHost _host = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await AccessHost.StartAsync(server, "Production");

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_first_administrator_comes_from_the_command_line()
    {
        var (exit, output, error) = await UsersAsync("a long password\n", "add", "root@ministry.example", "--role", "admin", "--password-stdin");
        Assert.Equal((0, "", ""), (exit, output, error));
        Assert.Equal(
            HttpStatusCode.Redirect, (await _host.Browser().SignInAsync("root@ministry.example", "a long password")).StatusCode);
    }

    [Fact]
    public async Task Without_a_password_one_is_made_and_printed_alone()
    {
        var (exit, output, _) = await UsersAsync("", "add", "a@ministry.example", "--role", "analyst", "--role", "planner");
        Assert.Equal(0, exit);
        Assert.Equal(HttpStatusCode.Redirect, (await _host.Browser().SignInAsync("a@ministry.example", output.Trim())).StatusCode);
    }

    [Theory]
    [InlineData("short\n", "a@ministry.example")]
    [InlineData("", "a@ministry.example")]
    [InlineData("a long password\n", "no address")]
    [InlineData("a long password\n", "TAKEN@ministry.example")]
    public async Task What_is_refused_exits_1_with_one_sentence(string input, string email)
    {
        await _host.AddAsync("taken@ministry.example", Roles.Admin);
        var (exit, output, error) = await UsersAsync(input, "add", email, "--role", "admin", "--password-stdin");
        Assert.Equal((1, ""), (exit, output));
        Assert.EndsWith(".", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("add")]
    [InlineData("add", "a@ministry.example")]
    [InlineData("add", "a@ministry.example", "--role")]
    [InlineData("add", "a@ministry.example", "--role", "owner")]
    [InlineData("remove", "a@ministry.example", "--role", "admin")]
    public async Task What_is_not_understood_exits_2(params string[] args)
    {
        var (exit, output, error) = await UsersAsync("", args);
        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith("Usage: users add", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_stands_alone_on_standard_output_and_works_until_revoked()
    {
        await _host.AddAsync("a@ministry.example", Roles.Analyst);
        var (exit, output, _) = await TokensAsync("add", "a@ministry.example", "--name", "script");
        Assert.Equal(0, exit);
        var program = _host.Program(output.TrimEnd());
        Assert.Equal(HttpStatusCode.OK, (await program.PostAsync("/api/v1/upload", null, Ct)).StatusCode);
        Assert.Equal(0, (await TokensAsync("revoke", "a@ministry.example", "--name", "script")).Exit);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.PostAsync("/api/v1/upload", null, Ct)).StatusCode);
        Assert.Equal(1, (await TokensAsync("revoke", "a@ministry.example", "--name", "script")).Exit);
    }

    [Fact]
    public async Task A_token_for_nobody_exits_1_and_without_a_name_2()
    {
        Assert.Equal(1, (await TokensAsync("add", "nobody@ministry.example", "--name", "script")).Exit);
        Assert.Equal(2, (await TokensAsync("add", "nobody@ministry.example")).Exit);
    }

    private async Task<(int Exit, string Output, string Error)> UsersAsync(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await UsersCommand.RunAsync(args, _host.Services, new StringReader(input), output, error, Ct);
        return (exit, output.ToString(), error.ToString());
    }

    private async Task<(int Exit, string Output, string Error)> TokensAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await TokensCommand.RunAsync(args, _host.Services, TextReader.Null, output, error, Ct);
        return (exit, output.ToString(), error.ToString());
    }
}
