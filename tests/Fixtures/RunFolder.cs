using System.Diagnostics;

namespace Sovereign.Tests.Fixtures;

/// <summary>
/// A temporary folder whose sub-folders, or itself, are data directories of portals. It goes with the run, and so do portals and databases
/// that still run over it: a watcher sees to that also when the run is killed.
/// </summary>
public sealed class RunFolder : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly Process? watcher;

    /// <param name="prefix">First part of the folder's name.</param>
    public RunFolder(string prefix)
    {
        folder = Directory.CreateTempSubdirectory(prefix);
        // Open to the user the embedded database runs as when the tests run as root.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        watcher = Watch(folder.FullName);
    }

    public string FullPath => folder.FullName;

    /// <summary>Stops what runs over the folder as Ctrl-C does, and removes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (watcher is not null)
        {
            watcher.StandardInput.Close();
            await watcher.WaitForExitAsync();
            watcher.Dispose();
        }

        folder.Refresh();
        if (folder.Exists) folder.Delete(recursive: true);
    }

    // Reads from a pipe that only this process holds: when it ends, in whatever way, the portals are asked to stop, and the folder goes.
    private static Process? Watch(string folder)
    {
        if (OperatingSystem.IsWindows()) return null;
        const string Script = """
            trap '' INT TERM HUP
            read -r _
            for data in "$1" "$1"/*; do
              [ -e "$data/portal.pid" ] || continue
              portal=$(cat "$data/portal.pid")
              kill -TERM "$portal" 2>/dev/null
              for wait in $(seq 300); do kill -0 "$portal" 2>/dev/null || break; sleep 0.1; done
            done
            for data in "$1" "$1"/*; do
              # A portal that was killed leaves its database behind.
              pid="$data/postgres/18/postmaster.pid"
              [ -e "$pid" ] || continue
              kill -QUIT "$(head -n 1 "$pid")" 2>/dev/null
              for wait in $(seq 50); do [ -e "$pid" ] || break; sleep 0.1; done
            done
            rm -rf "$1"
            """;
        return Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
    }
}
