using System.Diagnostics;
using System.Globalization;

namespace Sovereign.Durability.Tests;

/// <summary>The database server's processes over one data directory, whoever started them.</summary>
internal static class ServerProcesses
{
    private static readonly HashSet<string> programs = ["postgres", "initdb", "pg_ctl"];

    /// <summary>Kills all of them with SIGKILL: the postmaster first, then its children, and what was started in between.</summary>
    public static async Task KillAsync(string dataDirectory)
    {
        if (!OperatingSystem.IsLinux())
        {
            // Elsewhere nothing tells where a process works; the tree below the postmaster is what there is.
            var file = Path.Combine(dataDirectory, "postgres", "18", "postmaster.pid");
            if (File.Exists(file)) Kill(int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture), tree: true);
            return;
        }

        // Ended processes stay for moments, and a dying postmaster may just have forked.
        for (var quiet = 0; quiet < 2;)
        {
            var found = Find(dataDirectory).ToList();
            quiet = found.Count == 0 ? quiet + 1 : 0;
            foreach (var id in found) Kill(id, tree: false);
            await Task.Delay(2);
        }
    }

    // Every process of the server works in the data directory: initdb and pg_ctl in its postgres folder, the server in the cluster.
    private static IEnumerable<int> Find(string dataDirectory)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            if (Works(id)) yield return id;
        }

        bool Works(int id)
        {
            try
            {
                return programs.Contains(File.ReadAllText($"/proc/{id}/comm").Trim())
                    && new FileInfo($"/proc/{id}/cwd").LinkTarget?.StartsWith(dataDirectory + "/", StringComparison.Ordinal) == true;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    private static void Kill(int id, bool tree)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill(tree);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended meanwhile.
        }
    }
}
