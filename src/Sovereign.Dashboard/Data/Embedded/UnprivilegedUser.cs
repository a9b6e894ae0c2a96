namespace Sovereign.Dashboard.Data.Embedded;

/// <summary>
/// Postgres refuses to run as root. When the portal is root (containers, build machines), its server runs as this user, who owns the
/// cluster. The user needs a name: <c>initdb</c> looks it up and gives up on a bare number.
/// </summary>
/// <param name="Name">Name of the account.</param>
internal sealed record UnprivilegedUser(string Name)
{
    private static readonly string[] Usual = ["postgres", "daemon", "nobody"];

    /// <summary>Whether the server needs another user than the portal's own. On Windows pg_ctl lays down the rights by itself.</summary>
    public static bool Needed => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>An account of this machine that has few rights.</summary>
    /// <exception cref="EmbeddedPostgresException">None of the usual ones is there.</exception>
    public static async Task<UnprivilegedUser> PickAsync(CancellationToken ct)
    {
        foreach (var name in Usual)
        {
            var (exitCode, _) = await Tool.RunAsync("id", ["-u", name], user: null, "/", ct);
            if (exitCode == 0) return new UnprivilegedUser(name);
        }

        throw new EmbeddedPostgresException(
            "PostgreSQL does not run as root, and this machine has none of the users postgres, daemon and nobody to run it as.");
    }

    /// <summary>The user who owns a file or folder; null when that is root or has no name.</summary>
    public static async Task<UnprivilegedUser?> OwnerOfAsync(string path, CancellationToken ct)
    {
        string[] format = OperatingSystem.IsMacOS() ? ["-f", "%Su"] : ["-c", "%U"];
        var (exitCode, output) = await Tool.RunAsync("stat", [.. format, path], user: null, "/", ct);
        var name = output.Trim();
        return exitCode == 0 && name is not ("" or "root" or "UNKNOWN") && !char.IsAsciiDigit(name[0]) ? new UnprivilegedUser(name) : null;
    }

    /// <summary>Asks the system rather than reading modes: access lists and mount options count as well.</summary>
    public async Task<bool> CanEnterAsync(string folder, CancellationToken ct)
    {
        var (exitCode, _) = await Tool.RunAsync("/bin/sh", ["-c", "cd \"$1\"", "sh", folder], this, "/", ct);
        return exitCode == 0;
    }

    /// <summary>Makes this user the owner of a file or of a whole folder.</summary>
    public async Task OwnAsync(string path, CancellationToken ct)
    {
        var (exitCode, output) = await Tool.RunAsync("chown", ["-R", $"{Name}:", path], user: null, "/", ct);
        if (exitCode != 0) throw new EmbeddedPostgresException($"{path} cannot be given to the user {Name}: {output.Trim()}");
    }
}
