using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Data.Embedded;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

[assembly: AssemblyFixture(typeof(TestServer))]

namespace Sovereign.Dashboard.Tests.Fixtures;

/// <summary>
/// The PostgreSQL server of this test run, started by the first test that asks: the one SOVEREIGN_TEST_PG names (its role must be allowed
/// to create databases), otherwise an embedded one in a temp folder, with durability off. It holds one migrated template database,
/// which <see cref="TestDatabase"/> clones.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    private const string FolderPrefix = "sovereign-tests-";

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly string run = Path.GetRandomFileName()[..8];
    private string? administration;
    private EmbeddedPostgres? embedded;
    private DirectoryInfo? folder;
    private Process? watcher;
    private int clones;

    private string Template => $"sovereign_{run}_template";

    /// <summary>Makes a database of its own from the template.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CloneAsync(CancellationToken ct)
    {
        // One at a time: copying a template excludes every other session from it, and the first caller makes it.
        await turn.WaitAsync(ct);
        try
        {
            administration ??= await StartAsync(ct);
            var name = string.Create(CultureInfo.InvariantCulture, $"sovereign_{run}_{++clones}");
            await RunAsync(administration, $"CREATE DATABASE {name} TEMPLATE {Template}", ct);
            return On(administration, name);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Removes a clone, ending whatever sessions it still has.</summary>
    public static async Task DropAsync(string connectionString, CancellationToken ct)
    {
        var clone = new NpgsqlConnectionStringBuilder(connectionString);
        await RunAsync(On(connectionString, "postgres"), $"DROP DATABASE IF EXISTS {clone.Database} WITH (FORCE)", ct);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (embedded is null)
        {
            if (administration is not null) await RunAsync(administration, $"DROP DATABASE IF EXISTS {Template} WITH (FORCE)", CancellationToken.None);
        }
        else
        {
            await embedded.DisposeAsync();
            try
            {
                folder!.Delete(recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // Another run has begun and takes it for one that was left.
            }

            if (watcher is not null)
            {
                watcher.StandardInput.Close();
                await watcher.WaitForExitAsync();
                watcher.Dispose();
            }
        }

        turn.Dispose();
    }

    private async Task<string> StartAsync(CancellationToken ct)
    {
        var server = Environment.GetEnvironmentVariable("SOVEREIGN_TEST_PG");
        if (string.IsNullOrWhiteSpace(server))
        {
            await ReapAsync(ct);
            folder = Directory.CreateTempSubdirectory(FolderPrefix);
            // Open to the user the server runs as when the tests run as root.
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
            embedded = await EmbeddedPostgres.StartAsync(
                DataDirectory.Open(folder.FullName), new EmbeddedPostgresOptions { Durable = false, Restart = false }, ct: ct);
            watcher = Watch(embedded.ProcessId, folder.FullName);
            server = embedded.ConnectionString;
        }

        server = On(server, "postgres");
        await RunAsync(server, $"CREATE DATABASE {Template}", ct);
        // A session left in a pool would keep the template from being copied.
        await Migrations.RunAsync(Unpooled(On(server, Template)), ct);
        return server;
    }

    // Reads from a pipe that only this process holds: when it ends, in whatever way, the pipe closes, and server and folder go.
    private static Process? Watch(int postmaster, string folder)
    {
        if (OperatingSystem.IsWindows()) return null;
        const string Script = """
            trap '' INT TERM HUP
            read -r _
            [ -e "$2/postgres/18/postmaster.pid" ] || exit 0
            kill -QUIT "$1"
            for wait in 1 2 3 4 5; do [ -e "$2/postgres/18/postmaster.pid" ] && sleep 1; done
            rm -rf "$2"
            """;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", postmaster.ToString(CultureInfo.InvariantCulture), folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start);
    }

    // What a run left whose watcher was killed along with it. A folder whose lock is free has no owner any more.
    private static async Task ReapAsync(CancellationToken ct)
    {
        foreach (var left in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            if (!File.Exists(Path.Combine(left, "connection"))) continue;
            try
            {
                var directory = DataDirectory.Open(left);
                using var hold = directory.TryLock();
                if (hold is null) continue;
                var cluster = await Cluster.LocateAsync(directory, new EmbeddedPostgresOptions(), ct);
                await cluster.StopAsync(ct);
                Directory.Delete(left, recursive: true);
            }
            catch (Exception refused) when (refused is EmbeddedPostgresException or IOException or UnauthorizedAccessException)
            {
                // Another user's, or just being removed by its watcher.
            }
        }
    }

    private static string On(string server, string database) => new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;

    private static string Unpooled(string server) => new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString;

    private static async Task RunAsync(string server, string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(Unpooled(server));
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
