using System.Net;
using System.Text;
using Sovereign.Tests.Fixtures;
using Xunit;

namespace Sovereign.Durability.Tests;

/// <summary>A portal whose database goes away under it, and one that is told to stop before it is ready.</summary>
public sealed class DatabaseAwayTests
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_portal_whose_database_is_killed_answers_503_brings_it_back_and_does_not_end()
    {
        await using var folder = new RunFolder("sovereign-durability-");
        await using var lane = new Lane(folder.FullPath);
        await lane.BeginStartAsync();
        await lane.RecoverAsync(Ct);
        var token = (await PortalProcess.RunAsync(folder.FullPath, ["tokens", "add", "analyst@demo.example", "--name", "durability"], Ct)).Trim();
        using var client = new PortalClient(lane.Address, new Tokens(token, token));

        await lane.KillAsync(Target.Postgres, new Random(0));
        var (read, write) = (await client.GetAsync("/api/v1/datasets", Ct), await client.UploadAsync("datacenter-power", new ByteArrayContent(Encoding.UTF8.GetBytes("indicator\n")), Ct));
        using var http = new HttpClient { BaseAddress = lane.Address };
        using var page = await http.GetAsync("/data", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, read.Status);
        Assert.Equal("database-away", read.Body.GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, write.Status);
        Assert.Equal("database-away", write.Body.GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);

        // Fails when the portal has ended instead of starting its database again.
        await lane.RecoverAsync(Ct);
        Assert.Contains("The embedded database has vanished", lane.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_portal_that_is_told_to_stop_while_it_starts_takes_its_database_along()
    {
        await using var folder = new RunFolder("sovereign-durability-");
        await using var portal = PortalProcess.Start(folder.FullPath, PortalProcess.FreePort());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(patience);
        var server = Path.Combine(folder.FullPath, "postgres", "18", "postmaster.pid");
        // There as soon as the server starts, seconds before the portal is ready.
        while (!File.Exists(server)) await Task.Delay(5, limit.Token);

        await portal.StopAsync(limit.Token);
        Assert.Equal(0, portal.ExitCode);
        Assert.False(portal.Ready.IsCompletedSuccessfully, "The portal was ready before it was told to stop.");
        Assert.False(File.Exists(server), "The database still runs.");
    }
}
