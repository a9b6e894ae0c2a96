using System.Diagnostics;
using Npgsql;
using Sovereign.Dashboard.Data.Embedded;
using Xunit;

namespace Sovereign.Dashboard.Tests.Data;

/// <summary>What a portal's own database survives. Each test has a folder of its own; servers run with durability on, as in the portal.</summary>
public sealed class EmbeddedPostgresTests : IAsyncLifetime
{
    private static readonly EmbeddedPostgresOptions Quiet = new() { Restart = false, LockWait = TimeSpan.Zero };

    private readonly DirectoryInfo temp = Directory.CreateTempSubdirectory("sovereign-embedded-");
    private readonly List<EmbeddedPostgres> started = [];

    private DataDirectory Folder => DataDirectory.Open(Path.Combine(temp.FullName, "data"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        // The parent of a data directory is open to the server's user unless a test closes it.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(temp.FullName, (UnixFileMode)0b111_101_101);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in started) await server.DisposeAsync();
        temp.Delete(recursive: true);
    }

    [Fact]
    public async Task Data_survives_a_stop_and_a_start_on_the_same_port()
    {
        var first = await StartAsync();
        await RunAsync(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        await first.StopAsync(Stop);
        await AssertStoppedAsync(first);

        var second = await StartAsync();
        Assert.False(second.Adopted);
        Assert.Equal(first.ConnectionString, second.ConnectionString);
        Assert.Equal(42, await ScalarAsync<int>(second, "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task A_server_that_a_killed_portal_left_is_adopted_and_stopped_in_the_end()
    {
        // What kill -9 leaves: the server runs, the lock is gone.
        var left = await StartAsync();
        await left.AbandonAsync();

        var second = await StartAsync();
        Assert.True(second.Adopted);
        Assert.Equal(left.ProcessId, second.ProcessId);
        await second.StopAsync(Stop);
        await AssertStoppedAsync(left);
    }

    [Fact]
    public async Task After_a_kill_of_the_server_the_next_start_recovers_what_was_committed()
    {
        var first = await StartAsync();
        await RunAsync(first, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n");
        Kill(first.ProcessId);
        await first.AbandonAsync();

        var second = await StartAsync();
        Assert.False(second.Adopted);
        Assert.Equal(1000L, await ScalarAsync<long>(second, "SELECT count(*) FROM kept"));
    }

    [Fact]
    public async Task A_stale_pid_file_that_names_a_living_stranger_does_not_stop_the_start()
    {
        var first = await StartAsync();
        var cluster = await ScalarAsync<string>(first, "SHOW data_directory");
        Kill(first.ProcessId);
        await first.AbandonAsync();
        var file = Path.Combine(cluster, "postmaster.pid");
        // Of the server's own user: Postgres disregards processes it has no right to signal.
        var sleep = new ProcessStartInfo("sleep", ["600"]) { WorkingDirectory = "/" };
        if (await UnprivilegedUser.OwnerOfAsync(cluster, Stop) is { } owner && UnprivilegedUser.Needed) sleep.UserName = owner.Name;
        using var stranger = Process.Start(sleep)!;
        try
        {
            var lines = await File.ReadAllLinesAsync(file, Stop);
            lines[0] = $"{stranger.Id}";
            await File.WriteAllLinesAsync(file, lines, Stop);
            var second = await StartAsync();
            Assert.NotEqual(stranger.Id, second.ProcessId);
            Assert.False(stranger.HasExited);
        }
        finally
        {
            stranger.Kill();
        }
    }

    [Fact]
    public async Task A_server_that_vanishes_is_started_again_on_its_port()
    {
        var server = await StartAsync(Quiet with { Restart = true });
        Kill(server.ProcessId);
        for (var wait = 0; wait < 100; wait++)
        {
            try
            {
                Assert.Equal(1, await ScalarAsync<int>(server, "SELECT 1"));
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(100, Stop);
            }
        }

        Assert.Fail("The server did not come back within ten seconds.");
    }

    [Fact]
    public async Task A_command_without_a_portal_starts_the_server_for_its_own_duration()
    {
        var command = await EmbeddedPostgres.UseOrStartAsync(Folder, Quiet, ct: Stop);
        Assert.Equal(1, await ScalarAsync<int>(command, "SELECT 1"));
        await command.StopAsync(Stop);
        await AssertStoppedAsync(command);
    }

    [Fact]
    public async Task A_database_whose_making_was_cut_short_is_made_anew()
    {
        var home = Directory.CreateDirectory(Path.Combine(Folder.FullPath, "postgres"));
        foreach (var half in new[] { "initialising", "copying" })
        {
            var folder = home.CreateSubdirectory(half);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "PG_VERSION"), "18\n", Stop);
        }

        var server = await StartAsync();
        Assert.Equal(1, await ScalarAsync<int>(server, "SELECT 1"));
        Assert.Empty(home.GetDirectories("initialising"));
        Assert.Empty(home.GetDirectories("copying"));
    }

    [Fact]
    public async Task A_start_that_a_killed_portal_left_under_way_is_joined()
    {
        var cluster = await Cluster.LocateAsync(Folder, Quiet, Stop);
        await cluster.InitialiseAsync(Stop);
        var underWay = cluster.StartAsync(Stop);
        // The server exists, and does not answer yet.
        while (!File.Exists(Postmaster.FileOf(cluster.Folder))) await Task.Delay(1, Stop);

        // A second start of the same cluster would be refused by the first one's lock file.
        var joined = await cluster.StartAsync(Stop);
        Assert.Equal((await underWay).ProcessId, joined.ProcessId);
        var server = await StartAsync();
        Assert.Equal(joined.ProcessId, server.ProcessId);
        Assert.Equal(1, await ScalarAsync<int>(server, "SELECT 1"));
    }

    [Fact]
    public async Task Root_with_a_closed_parent_folder_keeps_the_cluster_elsewhere()
    {
        // Whoever is not root runs the server as himself, and no folder of his is closed to it.
        var asRoot = !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(temp.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var open = Directory.CreateTempSubdirectory("sovereign-elsewhere-");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(open.FullName, (UnixFileMode)0b111_101_101);
        try
        {
            var options = Quiet with { ClosedFolderHome = open.FullName };
            var first = await StartAsync(options);
            var cluster = await ScalarAsync<string>(first, "SHOW data_directory");
            Assert.Equal(asRoot, cluster.StartsWith(open.FullName, StringComparison.Ordinal));
            await RunAsync(first, "CREATE TABLE kept AS SELECT 42 AS answer");
            await first.StopAsync(Stop);

            // Opened later, the folder still means the cluster that was made when it was closed.
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(temp.FullName, (UnixFileMode)0b111_101_101);
            var second = await StartAsync(options);
            Assert.Equal(42, await ScalarAsync<int>(second, "SELECT answer FROM kept"));
            await second.StopAsync(Stop);
        }
        finally
        {
            open.Delete(recursive: true);
        }
    }

    private async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions? options = null)
    {
        var server = await EmbeddedPostgres.StartAsync(Folder, options ?? Quiet, ct: Stop);
        started.Add(server);
        return server;
    }

    private static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
        process.WaitForExit();
    }

    // Not by its process id: where nobody collects ended processes, as in some containers, the number lives on.
    private static async Task AssertStoppedAsync(EmbeddedPostgres server) =>
        Assert.IsNotType<PostgresException>(await Assert.ThrowsAnyAsync<NpgsqlException>(() => OpenAsync(server)));

    private static async Task RunAsync(EmbeddedPostgres server, string sql)
    {
        await using var connection = await OpenAsync(server);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }

    private static async Task<T> ScalarAsync<T>(EmbeddedPostgres server, string sql)
    {
        await using var connection = await OpenAsync(server);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Stop))!;
    }

    private static async Task<NpgsqlConnection> OpenAsync(EmbeddedPostgres server)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false };
        var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync(Stop);
        return connection;
    }
}
