using System.Globalization;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Data.Embedded;
using Sovereign.Tests.Fixtures;

namespace Sovereign.Benchmarks;

/// <summary>The portal as it is deployed, a process of its own with the settings of production, over an embedded database with the seed data.</summary>
internal sealed class PortalUnderLoad : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly EmbeddedPostgres server;
    private readonly PortalProcess portal;

    private PortalUnderLoad(DirectoryInfo folder, EmbeddedPostgres server, PortalProcess portal, Uri address)
    {
        this.folder = folder;
        this.server = server;
        this.portal = portal;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Seconds of the processors that the portal and its database have used so far.</summary>
    public double ProcessorSeconds => ProcessorTime.Of(portal.Id) + ProcessorTime.Of(server.ProcessId);

    /// <summary>The database, for what the portal has no page for.</summary>
    public string ConnectionString => server.ConnectionString;

    /// <summary>Bytes of memory that the portal's process holds now; 0 where there is no /proc.</summary>
    public long ResidentBytes => OperatingSystem.IsLinux()
        ? 1024 * long.Parse(File.ReadLines($"/proc/{portal.Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
        : 0;

    /// <summary>A folder that ends with it, which every user may read.</summary>
    public string Folder => folder.FullName;

    public int PortalId => portal.Id;

    public int DatabaseId => server.ProcessId;

    /// <param name="role">What the process does: <c>web</c> runs no jobs, <c>all</c> does everything.</param>
    public static async Task<PortalUnderLoad> StartAsync(string role = "web")
    {
        var folder = Directory.CreateTempSubdirectory("sovereign-benchmark-");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        var server = await EmbeddedPostgres.StartAsync(DataDirectory.Open(folder.FullName));
        await Migrations.RunAsync(server.ConnectionString, CancellationToken.None);
        var portal = PortalProcess.Start(
            folder.FullName, PortalProcess.FreePort(), ("ASPNETCORE_ENVIRONMENT", "Production"), ("ConnectionStrings__Portal", server.ConnectionString), ("Portal__Role", role));
        return new PortalUnderLoad(folder, server, portal, await portal.Ready);
    }

    public async ValueTask DisposeAsync()
    {
        await portal.StopAsync(CancellationToken.None);
        await portal.DisposeAsync();
        await server.StopAsync();
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>How many tasks wait for a processor: what the figures have to be read with.</summary>
    public static string Load() => OperatingSystem.IsLinux()
        ? string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}")
        : string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores");
}
