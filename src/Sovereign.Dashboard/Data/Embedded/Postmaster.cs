using System.Diagnostics;
using System.Globalization;

namespace Sovereign.Dashboard.Data.Embedded;

/// <summary>A server as its <c>postmaster.pid</c> describes it, which may be stale.</summary>
/// <param name="ProcessId">Process id of the postmaster.</param>
/// <param name="Port">TCP port it listens on.</param>
/// <param name="Cluster">The cluster whose file this is.</param>
internal sealed record Postmaster(int ProcessId, int Port, string Cluster)
{
    public static string FileOf(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>Reads the file; null when there is none or it is not complete.</summary>
    public static Postmaster? Read(string cluster)
    {
        try
        {
            // pid, data directory, start time, port, socket directory, listen address, shared memory, status
            var lines = File.ReadAllLines(FileOf(cluster));
            return lines.Length >= 4
                && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
                && int.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? new Postmaster(processId, port, cluster)
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether the process still exists and is a server over this cluster, not a stranger that was given the same number.</summary>
    public bool IsAlive()
    {
        if (OperatingSystem.IsLinux())
        {
            // A zombie has an empty command line, and counts as gone.
            var arguments = CommandLine(ProcessId);
            return arguments.Length > 0 && Path.GetFileName(arguments[0]) == "postgres" && arguments.Contains(Cluster);
        }

        return ProcessName() == "postgres";
    }

    /// <summary>
    /// Whether Postgres would take the number in the file for a running server although it is not: it asks only whether a process of
    /// that number exists.
    /// </summary>
    public bool IsMistakable() =>
        !IsAlive() && (OperatingSystem.IsLinux() ? Directory.Exists($"/proc/{ProcessId}") : ProcessName() is not null);

    /// <summary>
    /// Whether processes of a killed server are still about: they notice the loss of the postmaster within moments, and a new server
    /// must not start before they are gone. Known on Linux alone; elsewhere Postgres's own check has the word.
    /// </summary>
    public static bool HasOrphans(string cluster)
    {
        if (!OperatingSystem.IsLinux()) return false;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var processId)) continue;
            // The command line of a server process reads "postgres: checkpointer".
            if (CommandLine(processId) is not [var title, ..] || !title.StartsWith("postgres: ", StringComparison.Ordinal)) continue;
            try
            {
                // Every server process works in its cluster's folder.
                if (new FileInfo($"/proc/{processId}/cwd").LinkTarget == cluster) return true;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended meanwhile, or belongs to somebody whose processes we may not look at.
            }
        }

        return false;
    }

    private static string[] CommandLine(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string? ProcessName()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.ProcessName;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
