using System.Diagnostics;

namespace Sovereign.Dashboard.Data.Embedded;

/// <summary>Runs one program to its end, silent on the console.</summary>
internal static class Tool
{
    /// <summary>Starts the program as the given user and waits for it.</summary>
    /// <param name="file">Path of the program.</param>
    /// <param name="arguments">Passed one by one, never through a shell.</param>
    /// <param name="user">Null runs it as the current user.</param>
    /// <param name="folder">Working directory; it must be open to the user.</param>
    /// <param name="leavesServer">
    /// True for a program that leaves a server behind. Its output is not read: on Windows the server inherits the pipe, and reading
    /// to the end would wait as long as the server lives.
    /// </param>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string file, IEnumerable<string> arguments, UnprivilegedUser? user, string folder, CancellationToken ct, bool leavesServer = false)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        if (user is not null) start.UserName = user.Name;

        // A PGDATA or PGPORT meant for some other server must not reach this one; messages stay in English for the log.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";

        using var process = Process.Start(start) ?? throw new EmbeddedPostgresException($"{file} did not start.");
        process.StandardInput.Close();
        if (leavesServer)
        {
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, "");
        }

        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output + await errors);
    }
}
