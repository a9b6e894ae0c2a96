using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Sovereign.Dashboard.Data.Embedded;

/// <summary>
/// The files of one embedded server and what is done to them: <c>initdb</c>, start, stop. Whoever calls holds the data directory's lock.
/// <code>
/// home/            &lt;data directory&gt;/postgres, or a folder under /var/lib/sovereign
///   18/            the cluster
///   binaries-18…/  copy of the programs
///   password port  kept from the first start on
///   server.log     of this start; server.previous.log of the one before
/// </code>
/// </summary>
internal sealed class Cluster
{
    private const string Major = "18";
    private const string Role = "sovereign";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Below the range that systems hand out to outgoing connections, so that a kept port is rarely taken at the next start.
    private const int FirstPort = 20_000;
    private const int LastPort = 32_000;

    private readonly string home;
    private readonly UnprivilegedUser? user;
    private readonly EmbeddedPostgresOptions options;

    private Cluster(string home, UnprivilegedUser? user, EmbeddedPostgresOptions options)
    {
        this.home = home;
        this.user = user;
        this.options = options;
    }

    /// <summary>The cluster's folder, <c>PGDATA</c>.</summary>
    public string Folder => Path.Combine(home, Major);

    private string PasswordFile => Path.Combine(home, "password");

    private string PortFile => Path.Combine(home, "port");

    private string LogFile => Path.Combine(home, "server.log");

    /// <summary>Decides where a data directory's cluster lives and who runs it; makes no cluster yet.</summary>
    /// <exception cref="EmbeddedPostgresException">The cluster is there, but its owner can no longer reach it.</exception>
    public static async Task<Cluster> LocateAsync(DataDirectory directory, EmbeddedPostgresOptions options, CancellationToken ct)
    {
        var inside = Path.Combine(directory.FullPath, "postgres");
        if (!UnprivilegedUser.Needed) return new Cluster(inside, user: null, options);

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(directory.FullPath)))[..16];
        var outside = Path.Combine(options.ClosedFolderHome, name, "postgres");
        if (HoldsCluster(inside))
        {
            var owner = await UnprivilegedUser.OwnerOfAsync(Path.Combine(inside, Major), ct) ?? await UnprivilegedUser.PickAsync(ct);
            return await owner.CanEnterAsync(inside, ct) ? new Cluster(inside, owner, options)
                : throw new EmbeddedPostgresException(
                    $"The database in {inside} runs as the user {owner.Name}, who cannot enter that folder: allow it with chmod o+x on the closed folder above it.");
        }

        if (HoldsCluster(outside))
        {
            var owner = await UnprivilegedUser.OwnerOfAsync(Path.Combine(outside, Major), ct) ?? await UnprivilegedUser.PickAsync(ct);
            return new Cluster(outside, owner, options);
        }

        var user = await UnprivilegedUser.PickAsync(ct);
        return new Cluster(await user.CanEnterAsync(directory.FullPath, ct) ? inside : outside, user, options);

        static bool HoldsCluster(string home) => File.Exists(Path.Combine(home, Major, "PG_VERSION"));
    }

    /// <summary>Where a client finds the server that listens on the port.</summary>
    public string ConnectionString(int port, string database = Role) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = Role,
        Password = Password(),
        Database = database,
        IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>The same for libpq's programs.</summary>
    public string LibpqString(int port) =>
        string.Create(CultureInfo.InvariantCulture, $"host=127.0.0.1 port={port} user={Role} password={Password()} dbname={Role}");

    /// <summary>Makes the cluster if there is none. One cut short leaves nothing that a later start would take for a cluster.</summary>
    public async Task InitialiseAsync(CancellationToken ct)
    {
        if (File.Exists(Path.Combine(Folder, "PG_VERSION"))) return;

        var binaries = MakeBinaries();
        foreach (var left in Directory.EnumerateDirectories(home, "initialising*"))
        {
            try
            {
                Directory.Delete(left, recursive: true);
            }
            catch (IOException)
            {
                // The initdb of a portal that was killed just now still writes there; a later start takes it away.
            }
        }

        // A name of its own, so that such an initdb cannot write into this one's folder.
        var draft = Path.Combine(home, string.Create(CultureInfo.InvariantCulture, $"initialising-{Environment.ProcessId}"));
        Directory.CreateDirectory(draft);
        WriteOwnerOnly(PasswordFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
        if (user is not null)
        {
            await user.OwnAsync(draft, ct);
            await user.OwnAsync(PasswordFile, ct);
        }

        // C.UTF-8 of the built-in provider sorts the same on every system, and an update of the C library cannot break an index.
        List<string> arguments =
        [
            "-D", draft, "-U", Role, "--pwfile", PasswordFile, "--auth=scram-sha-256", "--encoding=UTF8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions",
        ];
        if (!options.Durable) arguments.Add("--no-sync");
        var (exitCode, output) = await Tool.RunAsync(Program(binaries, "initdb"), arguments, user, home, ct);
        if (exitCode != 0) throw new EmbeddedPostgresException($"The database cannot be created in {home}: {LastComplaint(output)}");

        await File.AppendAllTextAsync(Path.Combine(draft, "postgresql.conf"), "\ninclude_if_exists = 'portal.conf'\n", ct);
        Directory.Move(draft, Folder);
    }

    /// <summary>The server that runs over this cluster, if one does.</summary>
    public Postmaster? Running() => Postmaster.Read(Folder) is { } found && found.IsAlive() ? found : null;

    /// <summary>Starts the server, after whatever is left of a killed one has gone, and waits until it answers; crash recovery may take minutes.</summary>
    /// <returns>
    /// The server, on the port of the last time unless something else has taken that. It is another one, which may not answer yet, when a portal
    /// killed just now had begun to start it.
    /// </returns>
    public async Task<Postmaster> StartAsync(CancellationToken ct)
    {
        for (var wait = 0; wait < 100 && Running() is null && Postmaster.HasOrphans(Folder); wait++) await Task.Delay(100, ct);
        if (Running() is { } overtaken) return overtaken;
        if (Postmaster.Read(Folder) is { } stale && stale.IsMistakable()) File.Delete(Postmaster.FileOf(Folder));

        var binaries = MakeBinaries();
        var complaint = "";
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var port = FreePort(attempt);
            await WriteSettingsAsync(port, ct);
            await TurnLogAsync(ct);
            var (exitCode, _) = await Tool.RunAsync(
                Program(binaries, "pg_ctl"), ["start", "-D", Folder, "-l", LogFile, "-w", "-t", "600", "-s"], user, home, ct, leavesServer: true);
            if (exitCode == 0 && Running() is { } server)
            {
                // Not written over by the same: on a full disk it would be lost, and with it the port that clients know.
                if (KeptPort() != port) WriteOwnerOnly(PortFile, port.ToString(CultureInfo.InvariantCulture));
                return server;
            }

            var log = await File.ReadAllTextAsync(LogFile, ct);
            complaint = LastComplaint(log);
            if (log.Contains("could not bind", StringComparison.Ordinal)) continue;
            if (log.Contains("lock file \"postmaster.pid\" already exists", StringComparison.Ordinal))
            {
                if (Running() is { } earlier) return earlier;
                await Task.Delay(100, ct);
                continue;
            }

            if (!log.Contains("pre-existing shared memory block", StringComparison.Ordinal)) break;
            await Task.Delay(500, ct);
        }

        throw new EmbeddedPostgresException($"The database in {home} does not start: {complaint} ({LogFile} has the rest.)");
    }

    /// <summary>Stops the server: sessions are ended, what was committed stays.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        // The newest copy, not the current package: an adopted server may have been started by an earlier release.
        if (PostgresBinaries.FindCopy(home) is not { } binaries || Running() is null) return;
        var (exitCode, output) = await Tool.RunAsync(
            Program(binaries, "pg_ctl"), ["stop", "-D", Folder, "-m", "fast", "-w", "-t", "60", "-s"], user, home, ct);
        if (exitCode != 0 && Running() is not null)
        {
            throw new EmbeddedPostgresException($"The database in {home} does not stop: {LastComplaint(output)}");
        }
    }

    private static string Program(string binaries, string name) =>
        Path.Combine(binaries, "bin", OperatingSystem.IsWindows() ? name + ".exe" : name);

    // "2026-11-22 19:50:01.123 UTC [42] FATAL:  could not create lock file …", or "initdb: error: …"
    private static string LastComplaint(string log)
    {
        var lines = log.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var told = lines.LastOrDefault(line => line.Contains("FATAL:", StringComparison.Ordinal) || line.Contains("PANIC:", StringComparison.Ordinal)
            || line.Contains("error:", StringComparison.OrdinalIgnoreCase)) ?? lines.LastOrDefault();
        return told ?? "it gave no reason.";
    }

    private string MakeBinaries()
    {
        Directory.CreateDirectory(home);
        return PostgresBinaries.Find().CopyInto(home);
    }

    private string Password() => File.Exists(PasswordFile)
        ? File.ReadAllText(PasswordFile)
        : throw new EmbeddedPostgresException($"The password of the database is missing: {PasswordFile} was removed, and has to be put back.");

    private int? KeptPort() =>
        File.Exists(PortFile) && int.TryParse(File.ReadAllText(PortFile), NumberStyles.None, CultureInfo.InvariantCulture, out var kept) ? kept : null;

    private int FreePort(int attempt)
    {
        if (attempt == 0 && KeptPort() is { } kept && IsFree(kept)) return kept;

        // Each data directory begins its search elsewhere, so that two that start together seldom try the same port.
        var offset = SHA256.HashData(Encoding.UTF8.GetBytes(home));
        var range = LastPort - FirstPort;
        var first = BitConverter.ToUInt16(offset) + attempt;
        for (var step = 0; step < range; step++)
        {
            var port = FirstPort + (first + step) % range;
            if (IsFree(port)) return port;
        }

        throw new EmbeddedPostgresException($"No port between {FirstPort} and {LastPort} is free for the database.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task WriteSettingsAsync(int port, CancellationToken ct)
    {
        // No Unix socket: its path must stay under 107 bytes, which a deep clone exceeds.
        var settings = new StringBuilder()
            .AppendLine("# Written by the portal at every start.")
            .AppendLine(CultureInfo.InvariantCulture, $"port = {port}")
            .AppendLine("listen_addresses = '127.0.0.1'")
            .AppendLine("unix_socket_directories = ''")
            .AppendLine("max_connections = 200")
            .AppendLine("shared_buffers = 256MB")
            .AppendLine("maintenance_work_mem = 256MB")
            .AppendLine("max_wal_size = 4GB")
            .AppendLine("timezone = 'UTC'")
            .AppendLine("log_timezone = 'UTC'");
        if (!options.Durable)
        {
            settings.AppendLine("fsync = off").AppendLine("synchronous_commit = off").AppendLine("full_page_writes = off");
        }

        var file = Path.Combine(Folder, "portal.conf");
        await File.WriteAllTextAsync(file, settings.ToString(), ct);
        if (user is not null) await user.OwnAsync(file, ct);
    }

    private async Task TurnLogAsync(CancellationToken ct)
    {
        if (File.Exists(LogFile)) File.Move(LogFile, Path.Combine(home, "server.previous.log"), overwrite: true);
        WriteOwnerOnly(LogFile, "");
        if (user is not null) await user.OwnAsync(LogFile, ct);
    }

    private static void WriteOwnerOnly(string file, string text)
    {
        File.Delete(file);
        var creation = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) creation.UnixCreateMode = OwnerOnly;
        using var writer = new StreamWriter(file, creation);
        writer.Write(text);
    }
}
