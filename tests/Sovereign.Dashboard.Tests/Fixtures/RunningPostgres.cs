using Sovereign.Dashboard.Data.Embedded;
using Xunit;

namespace Sovereign.Dashboard.Tests.Fixtures;

/// <summary>An embedded server as the portal runs it, durable, in a folder of its own.</summary>
public sealed class RunningPostgres : IAsyncLifetime
{
    private readonly DirectoryInfo temp = System.IO.Directory.CreateTempSubdirectory("sovereign-embedded-");
    private EmbeddedPostgres? server;

    public DataDirectory Directory => DataDirectory.Open(Path.Combine(temp.FullName, "data"));

    public string ConnectionString => server!.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        // Open to the user the server runs as when the tests run as root.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(temp.FullName, (UnixFileMode)0b111_101_101);
        server = await EmbeddedPostgres.StartAsync(Directory);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        temp.Delete(recursive: true);
    }
}
