using System.Net;
using System.Text;
using System.Text.Json;
using Npgsql;
using Sovereign.Dashboard.Tests.Access;
using Xunit;

namespace Sovereign.Dashboard.Tests.Fixtures;

/// <summary>
/// Two web nodes and a worker, each a process, started at the same moment over one database that was empty:
/// <c>class SomeTests(ThreeNodes nodes) : IClassFixture&lt;ThreeNodes&gt;</c>. A test that ends one starts it again.
/// </summary>
public sealed class ThreeNodes(TestServer server) : IAsyncLifetime
{
    private string template = "";

    public NpgsqlDataSource Database { get; private set; } = null!;

    public PortalNode A { get; private set; } = null!;

    public PortalNode B { get; private set; } = null!;

    public PortalNode Worker { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // A clone is migrated already; beside it stands one that nobody has touched.
        template = await server.CloneAsync(Ct);
        var empty = new NpgsqlConnectionStringBuilder(template);
        empty.Database += "_nodes";
        await using (var beside = NpgsqlDataSource.Create(template)) await beside.CreateCommand($"CREATE DATABASE {empty.Database}").ExecuteNonQueryAsync(Ct);
        Database = NpgsqlDataSource.Create(empty);
        A = new PortalNode("web-a", "web", empty.ConnectionString);
        B = new PortalNode("web-b", "web", empty.ConnectionString);
        Worker = new PortalNode("worker", "worker", empty.ConnectionString);
        await Task.WhenAll(A.StartAsync(Ct), B.StartAsync(Ct), Worker.StartAsync(Ct));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in new[] { A, B, Worker })
        {
            if (node is not null) await node.DisposeAsync();
        }

        if (Database is not null)
        {
            var connectionString = new NpgsqlConnectionStringBuilder(template);
            connectionString.Database += "_nodes";
            await Database.DisposeAsync();
            await TestServer.DropAsync(connectionString.ConnectionString, CancellationToken.None);
        }

        if (template is not "") await TestServer.DropAsync(template, CancellationToken.None);
    }

    /// <summary>Fills in the sign-in form that one node shows and sends it to another.</summary>
    /// <returns>The session's cookie.</returns>
    public static async Task<string> SignInAsync(string person, PortalNode shows, PortalNode takes)
    {
        using var form = await shows.GetAsync("/sign-in");
        using var answer = await takes.SendAsync(
            HttpMethod.Post, "/sign-in", new FormUrlEncodedContent(
            [
                new("__RequestVerificationToken", SignInForm.AntiforgeryToken(await form.Content.ReadAsStringAsync(Ct))),
                new("_handler", "sign-in"),
                new("email", $"{person}@demo.example"),
                new("password", PortalNode.Password),
            ]), cookies: Cookies(form));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return Cookies(answer);
    }

    /// <summary>Uploads with a session's cookie and answers the address of the version.</summary>
    public static async Task<string> UploadAsync(PortalNode node, string cookies, string dataset, string csv)
    {
        using var answer = await node.SendAsync(
            HttpMethod.Post, $"/api/v1/datasets/{dataset}/versions", new StringContent(csv, Encoding.UTF8, "text/csv"), cookies: cookies);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>Asks a node until the version is no longer waiting for its reader.</summary>
    public static Task<JsonElement> WhenReadAsync(PortalNode node, string cookies, string version) =>
        WhenAsync(node, cookies, version, status => status is not ("received" or "reading"));

    /// <summary>Asks a node until the version stands as wanted; gives up after five minutes.</summary>
    public static async Task<JsonElement> WhenAsync(PortalNode node, string cookies, string version, Func<string, bool> wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        while (true)
        {
            var now = await JsonAsync(node, version, cookies);
            if (wanted(now.GetProperty("status").GetString()!)) return now;
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    public static async Task<JsonElement> JsonAsync(PortalNode node, string address, string? cookies = null)
    {
        using var answer = await node.GetAsync(address, cookies: cookies);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await RunningPortal.JsonAsync(answer);
    }

    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var command = Database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static string Cookies(HttpResponseMessage answer) =>
        string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
}
