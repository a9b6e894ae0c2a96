using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Sovereign.Dashboard.Data.Embedded;

/// <summary>
/// The private PostgreSQL of a portal without a connection string. It lives apart from the portal's process: a killed portal leaves
/// it running and the next one adopts it; a killed server is recovered at the next start, or by the portal that sees it vanish.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    private readonly Cluster cluster;
    private readonly IDisposable? hold;
    private readonly ILogger log;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private Task watch = Task.CompletedTask;

    private EmbeddedPostgres(Cluster cluster, Postmaster server, IDisposable? hold, bool adopted, ILogger log)
    {
        this.cluster = cluster;
        this.hold = hold;
        this.log = log;
        ConnectionString = cluster.ConnectionString(server.Port);
        ProcessId = server.ProcessId;
        Adopted = adopted;
    }

    /// <summary>For Npgsql, to the portal's own database.</summary>
    public string ConnectionString { get; }

    /// <summary>Process id of the server's postmaster.</summary>
    public int ProcessId { get; private set; }

    /// <summary>True when the server was running already.</summary>
    public bool Adopted { get; }

    /// <summary>Starts the server of a data directory, or adopts the one that a killed portal left, and takes the directory for this process.</summary>
    /// <exception cref="EmbeddedPostgresException">Another portal has the directory, or the server cannot be had; the message says which.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        DataDirectory directory, EmbeddedPostgresOptions? options = null, ILogger? log = null, CancellationToken ct = default)
    {
        options ??= new EmbeddedPostgresOptions();
        var asked = Stopwatch.StartNew();
        var hold = directory.TryLock();
        while (hold is null && asked.Elapsed < options.LockWait)
        {
            await Task.Delay(100, ct);
            hold = directory.TryLock();
        }

        if (hold is null)
        {
            throw new EmbeddedPostgresException(
                $"Another portal is using the data directory {directory.FullPath}: stop it, or give this one a directory of its own with Portal__DataDirectory.");
        }

        return await StartHoldingAsync(directory, options, hold, log ?? NullLogger.Instance, ct);
    }

    /// <summary>For a command: the server of the running portal if there is one, else one of its own until <see cref="StopAsync"/>.</summary>
    /// <exception cref="EmbeddedPostgresException">The server cannot be had; the message says why.</exception>
    public static async Task<EmbeddedPostgres> UseOrStartAsync(
        DataDirectory directory, EmbeddedPostgresOptions? options = null, ILogger? log = null, CancellationToken ct = default)
    {
        options ??= new EmbeddedPostgresOptions();
        for (var asked = Stopwatch.StartNew(); asked.Elapsed < Patience; await Task.Delay(200, ct))
        {
            if (directory.TryLock() is { } hold)
            {
                return await StartHoldingAsync(directory, options with { Restart = false }, hold, log ?? NullLogger.Instance, ct);
            }

            // Whoever holds the directory may still be starting its server.
            var cluster = await Cluster.LocateAsync(directory, options, ct);
            if (cluster.Running() is { } server && await AnswersAsync(cluster, server, ct))
            {
                return new EmbeddedPostgres(cluster, server, hold: null, adopted: true, NullLogger.Instance);
            }
        }

        throw new EmbeddedPostgresException($"The portal that uses {directory.FullPath} has no database that answers.");
    }

    /// <summary>Stops the server, started or adopted, and gives the directory back; a server that belongs to another process is left alone.</summary>
    public async Task StopAsync(CancellationToken ct = default)
    {
        if (stopping.IsCancellationRequested) return;
        await stopping.CancelAsync();
        await watch;
        if (hold is null) return;
        await turn.WaitAsync(ct);
        try
        {
            await cluster.StopAsync(ct);
        }
        finally
        {
            turn.Release();
            hold.Dispose();
        }
    }

    /// <summary>Lets go of server and directory as a killed portal does: for tests of what comes after.</summary>
    internal async Task AbandonAsync()
    {
        await stopping.CancelAsync();
        await watch;
        hold?.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
        turn.Dispose();
    }

    private static async Task<EmbeddedPostgres> StartHoldingAsync(
        DataDirectory directory, EmbeddedPostgresOptions options, IDisposable hold, ILogger log, CancellationToken ct)
    {
        try
        {
            var cluster = await Cluster.LocateAsync(directory, options, ct);
            await cluster.InitialiseAsync(ct);
            var running = await AdoptAsync(cluster, ct);
            if (running is null) await cluster.StartAsync(ct);
            var server = running ?? await AdoptAsync(cluster, ct)
                ?? throw new EmbeddedPostgresException($"The database server over {cluster.Folder} ended right after its start.");
            await EnsureDatabaseAsync(cluster, server, ct);
            directory.WriteConnection(cluster.LibpqString(server.Port));
            var embedded = new EmbeddedPostgres(cluster, server, hold, adopted: running is not null, log);
            if (options.Restart) embedded.watch = embedded.WatchAsync(server.Port);
            return embedded;
        }
        catch (Exception failure)
        {
            hold.Dispose();
            if (failure is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception or NpgsqlException)
            {
                throw new EmbeddedPostgresException($"The database in {directory.FullPath} cannot be used: {failure.Message}", failure);
            }

            throw;
        }
    }

    // A server that a killed portal left may itself be starting, recovering or stopping: wait until it answers or is gone.
    private static async Task<Postmaster?> AdoptAsync(Cluster cluster, CancellationToken ct)
    {
        for (var asked = Stopwatch.StartNew(); asked.Elapsed < Patience; await Task.Delay(100, ct))
        {
            if (cluster.Running() is not { } server) return null;
            if (await AnswersAsync(cluster, server, ct)) return server;
        }

        throw new EmbeddedPostgresException($"A database server runs over {cluster.Folder} but does not answer.");
    }

    private static async Task<bool> AnswersAsync(Cluster cluster, Postmaster server, CancellationToken ct)
    {
        try
        {
            // Signing in with this cluster's password also shows that the port is not somebody else's.
            await using var connection = new NpgsqlConnection(Unpooled(cluster.ConnectionString(server.Port, "postgres")));
            await connection.OpenAsync(ct);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new EmbeddedPostgresException($"The database server over {cluster.Folder} does not accept the password kept beside it.", refused);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    // Also after a start that was cut short between initdb and this.
    private static async Task EnsureDatabaseAsync(Cluster cluster, Postmaster server, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(Unpooled(cluster.ConnectionString(server.Port, "postgres")));
        await connection.OpenAsync(ct);
        await using var look = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = 'sovereign'", connection);
        if (await look.ExecuteScalarAsync(ct) is not null) return;
        await using var create = new NpgsqlCommand("CREATE DATABASE sovereign", connection);
        await create.ExecuteNonQueryAsync(ct);
    }

    private static string Unpooled(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 5 }.ConnectionString;

    // Connection strings are out by now, so the server has to come back on its port.
    private async Task WatchAsync(int port)
    {
        using var beat = new PeriodicTimer(Beat);
        try
        {
            while (await beat.WaitForNextTickAsync(stopping.Token))
            {
                if (cluster.Running() is not null) continue;
                log.LogWarning("The embedded database has vanished; starting it again");
                await turn.WaitAsync(stopping.Token);
                try
                {
                    var server = await cluster.StartAsync(stopping.Token);
                    ProcessId = server.ProcessId;
                    if (server.Port != port) log.LogError("The embedded database came back on another port; restart the portal");
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    log.LogError(failure, "The embedded database does not come back; trying on");
                }
                finally
                {
                    turn.Release();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The portal stops.
        }
    }
}
